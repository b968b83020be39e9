/// A call as a listing shows it.
public struct CallRow: Sendable {
  public var id: CallID
  /// Seconds since 1970, UTC; nil if the record has no start.
  public var instant: Int64?
  /// The record, byte for byte as the PBX wrote it: a JSON object.
  public var record: [UInt8]
  /// Its enrichment, a JSON object on one line; nil if there is none.
  public var enrichment: [UInt8]?
  public var status: CallStatus
  /// Changes whenever record or enrichment do.
  public var revision: UInt64

  /// A row of a listing.
  public init(
    id: CallID, instant: Int64?, record: [UInt8], enrichment: [UInt8]?, status: CallStatus, revision: UInt64
  ) {
    self.id = id
    self.instant = instant
    self.record = record
    self.enrichment = enrichment
    self.status = status
    self.revision = revision
  }

  /// Where the row stands in the default order.
  public var position: CallPosition { CallPosition(instant: instant ?? .min, id: id) }
}

/// Where calls are kept. Everybody who asks says who they are, and learns only of calls that they may see.
public protocol CallStore {
  /// Asked again and again while calls are read, on the thread that reads: once it answers false the reading ends with
  /// `ReadingGivenUp`. Nil: what is asked for is read to its end, however long that takes. Saves are not given up.
  var isStillWanted: (() -> Bool)? { get nonmutating set }

  /// Shows the calls that `query` asks for, one after the other in its order, until `each` answers false. Memory does
  /// not grow with their number.
  func calls(_ query: CallQuery, for viewer: Viewer, _ each: (CallRow) throws -> Bool) throws

  /// How many calls the query would show without its limit.
  func count(_ query: CallQuery, for viewer: Viewer) throws -> Int

  /// The call `id`; nil if there is none, and just so if the viewer may not see it.
  func call(_ id: CallID, for viewer: Viewer) throws -> CallRow?

  /// Shows the calls with these ids, one after the other and all in one state, until `each` answers false; nil for one
  /// that does not exist, and just so if the viewer may not see it.
  func calls(_ ids: [CallID], for viewer: Viewer, _ each: (CallRow?) throws -> Bool) throws

  /// Shows the calls that `query` asks for, as `calls` does, and answers where to go on from with `changes`: at all that
  /// pass the filters, whatever the limit was.
  func follow(_ query: CallQuery, for viewer: Viewer, _ each: (CallRow) throws -> Bool) throws -> CallCursor

  /// The same as `calls` for who looks again and again: while the calls cannot be read it shows their last state, or
  /// answers false and shows nothing.
  func latest(_ query: CallQuery, for viewer: Viewer, _ each: (CallRow) throws -> Bool) throws -> Bool

  /// Shows what has changed since `cursor` for a viewer, who may meanwhile see other calls than then, and moves the
  /// cursor on. What is gone comes first, then the oldest call. While the calls cannot be read nothing has changed.
  func changes(since cursor: inout CallCursor, for viewer: Viewer, _ each: (CallChange) throws -> Void) throws

  /// Saves drafts, all or none, and answers the calls as they stand then: what it answers survives a power cut. Throws
  /// `EnrichmentRefusal` where a draft is wrong, a rule broken, a call unknown or not for the viewer to see, or not any
  /// more as its draft says.
  func save(_ save: EnrichmentSave, by viewer: Viewer) throws -> EnrichmentSaved

  /// Who changed what of a call's enrichment, the oldest first, as far as that was written down; nil if there is no
  /// such call, and just so if the viewer may not see it.
  func changes(of id: CallID, for viewer: Viewer) throws -> [EnrichmentChange]?
}

/// Nobody wanted any more what was being read.
public struct ReadingGivenUp: Error {
  /// It is.
  public init() {}
}
