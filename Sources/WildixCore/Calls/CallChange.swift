/// What happened to a call, in the eyes of one who follows a query.
public enum CallChange: Sendable {
  /// It is new, or came into the viewer's sight or through the filters.
  case added(CallRow)
  /// Its record or enrichment is another.
  case changed(CallRow)
  /// It is gone, or out of sight, or no longer passes the filters. Nothing else may be told of it.
  case removed(CallID)
}

/// How far somebody who follows a query has come: which calls they know, and in which state. It says all by itself, so
/// that nothing is lost or told twice when a store begins anew.
public struct CallCursor: Sendable {
  public var query: CallQuery
  /// For whom the calls were seen.
  public var viewer: Viewer
  /// The store's own note of its state then: where to begin looking. Another store's means nothing.
  public var origin: String
  public var generation: Int64
  public var seen = SeenCalls()

  /// One who knows no calls yet.
  public init(_ query: CallQuery, for viewer: Viewer, origin: String = "", generation: Int64 = 0) {
    self.query = query
    self.viewer = viewer
    self.origin = origin
    self.generation = generation
  }
}

/// Calls with the revision in which they were seen, 16 bytes for each.
public struct SeenCalls: Equatable, Sendable {
  private var numbers: [Int64: UInt64] = [:]
  private var texts: [String: UInt64] = [:]

  /// None yet.
  public init() {}

  public var count: Int { numbers.count + texts.count }

  /// The revision in which the call was seen; nil if it was not.
  public subscript(id: IndexedID) -> UInt64? {
    get {
      switch id {
      case .number(let number): numbers[number]
      case .text(let text): texts[text]
      }
    }
    set {
      switch id {
      case .number(let number): numbers[number] = newValue
      case .text(let text): texts[text] = newValue
      }
    }
  }

  /// Ids of those that `others` does not have, in their order.
  public func missing(in others: SeenCalls) -> [CallID] {
    let texts = self.texts.keys.filter { others.texts[$0] == nil }.sorted().map(CallID.init)
    return texts + numbers.keys.filter { others.numbers[$0] == nil }.sorted().map { CallID(String($0)) }
  }
}

extension CallID {
  /// The id as an index has it.
  public var indexed: IndexedID { number.map(IndexedID.number) ?? .text(text) }

  /// The id that an index has so.
  public init(_ indexed: IndexedID) {
    switch indexed {
    case .number(let number): self.init(String(number))
    case .text(let text): self.init(text)
    }
  }
}
