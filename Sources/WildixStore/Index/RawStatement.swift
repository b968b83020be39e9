import GRDB
import GRDBSQLite
import WildixCore

/// A prepared statement used through SQLite's own functions, for the loops that run once a record: GRDB's values cost
/// several times what the work itself does.
struct RawStatement {
  /// Its text. GRDB makes it anew, by way of Foundation, each time it is asked for it.
  let sql: String
  private let statement: Statement
  private let handle: SQLiteStatement
  private let database: Database

  init(_ database: Database, _ sql: String) throws {
    self.sql = sql
    self.database = database
    statement = try database.makeStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  /// A statement kept by the database for the next time, which spares a small refresh most of its time. Only for one
  /// that is run to its end, or reset, at each use: everybody who asks for the same text shares it.
  init(reusing database: Database, _ sql: String) throws {
    self.sql = sql
    self.database = database
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    // An error may have left it in the midst of its rows.
    sqlite3_reset(handle)
  }

  /// A statement with its values.
  init(_ database: Database, _ piece: SQLPiece) throws {
    try self.init(database, piece.sql)
    bind(piece.values)
  }

  /// The same, kept for the next time.
  init(reusing database: Database, _ piece: SQLPiece) throws {
    try self.init(reusing: database, piece.sql)
    bind(piece.values)
  }

  /// Gives all parameters their values.
  func bind(_ values: [DatabaseValue]) {
    for (index, value) in values.enumerated() {
      switch value.storage {
      case .int64(let value): bind(Int32(index + 1), value)
      case .string(let value): bind(Int32(index + 1), value)
      case .null, .double, .blob: sqlite3_bind_null(handle, Int32(index + 1))
      }
    }
  }

  func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }

  func bind(_ index: Int32, _ value: Int64?) {
    if let value { bind(index, value) } else { sqlite3_bind_null(handle, index) }
  }

  func bind(_ index: Int32, _ text: String?) {
    guard let text else {
      sqlite3_bind_null(handle, index)
      return
    }
    let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)  // SQLITE_TRANSIENT, a macro Swift cannot see
    sqlite3_bind_text(handle, index, text, Int32(text.utf8.count), copy)
  }

  func bind(_ index: Int32, _ bytes: UnsafeBufferPointer<UInt8>) {
    sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), nil)
  }

  /// Runs the statement to its end and makes it ready for the next values. Answers how many rows it changed.
  @discardableResult
  func run() throws -> Int {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
    return Int(sqlite3_changes(database.sqliteConnection))
  }

  /// The next row; false at the end, when the statement is ready again.
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  func reset() { sqlite3_reset(handle) }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func isInteger(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_INTEGER }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
  }
}
