import GRDB
import LinuxSystem
import WildixCore

/// Looks calls up by their ids, for one viewer.
struct VisibleCalls {
  private let keys: CallKeys
  private let isVisible: RawStatement
  private let source: RecordSource

  init(_ database: Database, _ connection: IndexConnection, for viewer: Viewer) throws {
    keys = try CallKeys(database)
    isVisible = try RawStatement(reusing: database, QueryPlan(key: 0, for: viewer).statement)
    source = try RecordSource(database, connection, readsAhead: false)
  }

  /// The call `id` and its key; nil if there is none, and just so if the viewer may not see it. A missing id is looked
  /// for in the same way as an invisible one: the time taken tells nothing.
  func stored(_ id: CallID) throws -> (key: Int64, call: RecordSource.Stored)? {
    let key = try keys.place(of: id)
    // The key is the first of the statement's values.
    isVisible.bind(1, key)
    defer { isVisible.reset() }
    guard try isVisible.step() else { return nil }
    return try source.row(key).map { (key, $0) }
  }
}

/// What a call's revision is made from: its record, and its enrichment as it stands in the file.
enum CallRevision {
  static func of(_ record: UInt64, _ enrichment: UnsafeBufferPointer<UInt8>?) -> UInt64 {
    of(record, hash: enrichment.map(ContentHash.of))
  }

  static func of(_ record: UInt64, hash enrichment: UInt64?) -> UInt64 {
    ContentHash.combine(record, enrichment ?? 0, enrichment == nil ? 0 : 1)
  }
}
