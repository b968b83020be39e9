import GRDB

/// The table `changes`: which calls each refresh changed, for those who follow them in this and other processes. Who
/// has fallen behind it compares everything instead.
struct ChangeLog {
  /// Rows kept at most, so that what nobody reads stays small.
  static let limit = 20_000

  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Notes what a refresh changed as one more generation, within its transaction.
  func note(_ touched: TouchedKeys, _ meta: inout IndexMeta) throws {
    guard !touched.isEmpty else { return }
    meta.generation += 1
    if touched.isAll || touched.keys.count > Self.limit { return try forget(until: meta.generation, &meta) }
    let insert = try RawStatement(reusing: database, "INSERT INTO changes VALUES (?1, ?2)")
    insert.bind(1, meta.generation)
    for key in touched.keys {
      insert.bind(2, key)
      try insert.run()
    }
    let sql = "SELECT generation FROM changes ORDER BY generation DESC LIMIT 1 OFFSET ?"
    let last = try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: [Self.limit])
    if let last { try forget(until: last, &meta) }
  }

  private func forget(until generation: Int64, _ meta: inout IndexMeta) throws {
    meta.changesSince = generation
    try database.execute(sql: "DELETE FROM changes WHERE generation <= ?", arguments: [generation])
  }

  /// Keys of calls that changed after `generation`; nil if that is not known any more.
  func keys(after generation: Int64, _ meta: IndexMeta) throws -> [Int64]? {
    guard meta.changesSince <= generation, generation <= meta.generation else { return nil }
    let sql = "SELECT DISTINCT key FROM changes WHERE generation > ?"
    return try Int64.fetchAll(database.cachedStatement(sql: sql), arguments: [generation])
  }
}
