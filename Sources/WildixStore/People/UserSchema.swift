import GRDB

/// The tables of `users.db`.
enum UserSchema {
  /// `users` is shared with an older program, and stays as that one made it. Ours stand beside it.
  private static let statements = """
    CREATE TABLE IF NOT EXISTS users (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      username TEXT UNIQUE NOT NULL,
      password_hash TEXT NOT NULL,
      poste TEXT NOT NULL,
      role TEXT CHECK(role IN ('admin','user')) NOT NULL DEFAULT 'user');

    -- Sessions and long-lived tokens. A row counts only while its fingerprint is that of the user's password_hash, so
    -- that a new password ends them whichever program wrote it. Times are seconds since 1970.
    CREATE TABLE IF NOT EXISTS wildix_access (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      secret_hash TEXT UNIQUE NOT NULL,
      user_id INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      is_session INTEGER NOT NULL,
      name TEXT,
      created INTEGER NOT NULL,
      used INTEGER,
      expires INTEGER);

    -- Names are hashed: people type passwords there by mistake. Blocked until so many nanoseconds since 1970.
    CREATE TABLE IF NOT EXISTS wildix_login_failures (
      name_hash TEXT PRIMARY KEY,
      failures INTEGER NOT NULL,
      blocked_until INTEGER NOT NULL) WITHOUT ROWID;
    """

  /// Makes the tables that are missing.
  static func make(_ database: Database) throws {
    guard try !has(["users", "wildix_access", "wildix_login_failures"], database) else { return }
    try database.execute(sql: statements)
  }

  /// Whether all these tables are there.
  static func has(_ tables: [String], _ database: Database) throws -> Bool {
    let marks = tables.map { _ in "?" }.joined(separator: ", ")
    let sql = "SELECT count(*) FROM sqlite_master WHERE type IN ('table', 'view') AND name IN (\(marks))"
    return try Int.fetchOne(database.cachedStatement(sql: sql), arguments: StatementArguments(tables)) == tables.count
  }
}
