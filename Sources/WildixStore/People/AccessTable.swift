import GRDB
import WildixCore

/// Sessions and long-lived tokens. Only a digest of their secret is stored: who reads the file cannot use them.
enum AccessTable {
  /// A session that was not used for so long (seconds) has ended.
  static let idleLimit: Int64 = 12 * 3600
  /// A session has ended after so long in any case.
  static let sessionLimit: Int64 = 30 * 86_400
  /// Uses are written down once in so long, to write seldom.
  static let useInterval: Int64 = 600

  /// A row, with its user.
  struct Entry {
    var id: Int64
    var isSession: Bool
    var fingerprint: String
    var name: String?
    var created: Int64
    var used: Int64?
    var expires: Int64?
    var account: Account

    fileprivate init(_ row: Row) {
      id = row[0]
      isSession = row[1]
      fingerprint = row[2]
      name = row[3]
      created = row[4]
      used = row[5]
      expires = row[6]
      account = Account(row, from: 7)
    }

    func isValid(at now: Int64) throws -> Bool {
      if let expires, expires <= now { return false }
      if isSession, (used ?? created) + AccessTable.idleLimit <= now { return false }
      return Crypto.areEqual(Array(fingerprint.utf8), Array(try account.fingerprint().utf8))
    }

    func shouldNoteUse(at now: Int64) -> Bool { now - (used ?? 0) >= AccessTable.useInterval }

    var token: TokenInfo {
      TokenInfo(id: id, name: name, user: account.user.username, created: created, expires: expires, used: used)
    }
  }

  private static let entries = """
    SELECT a.id, a.is_session, a.fingerprint, a.name, a.created, a.used, a.expires,
      u.id, CAST(u.username AS TEXT), CAST(u.poste AS TEXT), CAST(u.role AS TEXT), CAST(u.password_hash AS TEXT)
    FROM wildix_access a JOIN users u ON u.id = a.user_id
    """

  /// The session or token with this secret.
  static func entry(_ secret: String, _ database: Database) throws -> Entry? {
    try Row.fetchOne(
      database.cachedStatement(sql: entries + " WHERE a.secret_hash = ?"), arguments: [try Crypto.sha256(secret)]
    ).map(Entry.init)
  }

  /// All long-lived tokens that are valid, in the order of their making.
  static func tokens(at now: Int64, _ database: Database) throws -> [Entry] {
    try Row.fetchAll(database, sql: entries + " WHERE NOT a.is_session ORDER BY a.id").map(Entry.init)
      .filter { try $0.isValid(at: now) }
  }

  static func insertSession(_ secret: String, of account: Account, at now: Int64, _ database: Database) throws {
    try insert(secret, account, isSession: true, name: nil, at: now, expires: now + sessionLimit, database)
  }

  /// Stores a token, and answers its number.
  static func insertToken(
    _ secret: String, of account: Account, name: String?, at now: Int64, expires: Int64?, _ database: Database
  ) throws -> Int64 {
    try insert(secret, account, isSession: false, name: name, at: now, expires: expires, database)
    return database.lastInsertedRowID
  }

  private static func insert(
    _ secret: String, _ account: Account, isSession: Bool, name: String?, at now: Int64, expires: Int64?,
    _ database: Database
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO wildix_access (secret_hash, user_id, fingerprint, is_session, name, created, used, expires)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        try Crypto.sha256(secret), account.id, try account.fingerprint(), isSession, name, now,
        isSession ? now : nil, expires,
      ])
  }

  static func noteUse(of id: Int64, at now: Int64, _ database: Database) throws {
    try database.execute(sql: "UPDATE wildix_access SET used = ? WHERE id = ?", arguments: [now, id])
  }

  static func end(_ secret: String, _ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM wildix_access WHERE secret_hash = ?", arguments: [try Crypto.sha256(secret)])
  }

  static func end(id: Int64, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM wildix_access WHERE id = ?", arguments: [id])
  }

  static func endAll(of account: Account, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM wildix_access WHERE user_id = ?", arguments: [account.id])
  }

  /// Deletes what is valid no more.
  static func removeEnded(at now: Int64, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM wildix_access WHERE user_id NOT IN (SELECT id FROM users)")
    for entry in try Row.fetchAll(database, sql: entries).map(Entry.init) where try !entry.isValid(at: now) {
      try end(id: entry.id, database)
    }
  }
}
