/// Which calls are wanted, and in which order. Alternatives within one filter mean or, different filters mean and; an
/// empty or nil filter lets everything through.
public struct CallQuery: Equatable, Sendable {
  /// Just these calls.
  public var ids: [CallID] = []
  /// First and last instant (seconds since 1970, UTC), both included. Calls without a start pass only if neither is set.
  public var since: Int64?
  public var until: Int64?
  public var from: [NumberPattern] = []
  public var to: [NumberPattern] = []
  /// Either end.
  public var number: [NumberPattern] = []
  /// Extensions that a number or a channel of the call names.
  public var postes: [String] = []
  public var dispositions: [Disposition] = []
  /// As the viewer sees it.
  public var statuses: [CallStatus] = []
  /// Usernames to whom the call is or was handed.
  public var transferredTo: [String] = []
  /// Usernames who handed it on.
  public var transferredBy: [String] = []
  /// Seconds, included.
  public var minDuration: Int?
  public var maxDuration: Int?
  /// Each is a list of words of which all must be found, as beginnings of words.
  public var search: [String] = []
  /// Only calls about which something was noted.
  public var isEnriched = false
  public var order = CallOrder()
  /// At most so many rows.
  public var limit: Int?
  /// Only rows behind this one, in the default order or its reverse.
  public var after: CallPosition?

  /// All calls, newest first.
  public init() {}
}

/// The order of a listing: by instant, newest first, or by a field; equals by instant and id.
public struct CallOrder: Equatable, Sendable {
  /// The field sorted by; nil for the instant.
  public var field: CallField?
  /// Turns the whole order around.
  public var isReversed = false

  /// Newest first.
  public init(field: CallField? = nil, isReversed: Bool = false) {
    self.field = field
    self.isReversed = isReversed
  }

  /// Fields of which the largest comes first, as a listing's newest does: times and numbers. Others go from A to Z.
  public static let largestFirst: Set<CallField> = [.id, .start, .answer, .end, .duration, .billsec, .cost]
}

/// Where a row stands in the default order: enough to go on behind it, whatever has changed meanwhile.
public struct CallPosition: Equatable, Sendable {
  /// Seconds since 1970, UTC; Int64.min for a call without a start.
  public var instant: Int64
  public var id: CallID

  /// The place of the call `id` at `instant`.
  public init(instant: Int64, id: CallID) {
    self.instant = instant
    self.id = id
  }
}
