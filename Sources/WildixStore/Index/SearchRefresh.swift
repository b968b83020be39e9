import GRDB
import LinuxSystem
import WildixCore

/// The words of calls, in an FTS5 table. It is made when somebody first searches, since it takes as long as all the
/// rest together; from then on every refresh keeps it.
struct SearchRefresh {
  /// Case and accents are ignored; only whole rows are looked for, so no positions are kept.
  static let table = """
    CREATE VIRTUAL TABLE search USING fts5 (words, detail = none, columnsize = 0,
      tokenize = "unicode61 remove_diacritics 2")
    """

  private let database: Database
  private let records: RecordSource

  init(_ database: Database, pack: PackFile) throws {
    self.database = database
    records = try RecordSource(database, pack, BlockOffsets(), readsAhead: true)
  }

  /// Fills the table with all calls.
  func build(progress: (Int64) -> Void) throws {
    try database.execute(sql: "DROP TABLE IF EXISTS search")
    try database.execute(sql: Self.table)
    let keys = try RawStatement(reusing: database, "SELECT key FROM calls ORDER BY key")
    let insert = try insertion()
    var done: Int64 = 0
    progress(0)
    while try keys.step() {
      try add(keys.integer(0), with: insert)
      done += 1
      if done % 1024 == 0 { progress(done) }
    }
  }

  /// Makes anew what `touched` may have changed.
  func run(_ touched: TouchedKeys) throws {
    guard !touched.isAll else { return try build { _ in } }
    let insert = try insertion()
    let delete = try RawStatement(reusing: database, "DELETE FROM search WHERE rowid = ?1")
    for key in touched.keys {
      delete.bind(1, key)
      try delete.run()
      try add(key, with: insert)
    }
  }

  private func insertion() throws -> RawStatement {
    try RawStatement(reusing: database, "INSERT INTO search (rowid, words) VALUES (?1, ?2)")
  }

  private func add(_ key: Int64, with insert: RawStatement) throws {
    guard let row = try records.row(key) else { return }
    insert.bind(1, key)
    insert.bind(2, SearchText.words(record: row.record, enrichment: row.enrichment))
    try insert.run()
  }
}
