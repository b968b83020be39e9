import GRDB
import WildixCore

/// A row of `users`.
struct Account {
  var id: Int64
  var user: User
  var passwordHash: String

  private static let columns = """
    SELECT id, CAST(username AS TEXT), CAST(poste AS TEXT), CAST(role AS TEXT), CAST(password_hash AS TEXT) FROM users
    """

  /// Columns as above, from `column` on. Whoever wrote the row: what is no role gets the lesser one.
  init(_ row: Row, from column: Int = 0) {
    id = row[column]
    user = User(
      username: row[column + 1] ?? "", poste: row[column + 2] ?? "",
      role: Role(rawValue: row[column + 3] ?? "") ?? .user)
    passwordHash = row[column + 4] ?? ""
  }

  /// What sessions and tokens are bound to besides the user.
  func fingerprint() throws(CryptoError) -> String { try Crypto.sha256(passwordHash) }

  static func all(_ database: Database) throws -> [Account] {
    try Row.fetchAll(database.cachedStatement(sql: columns + " ORDER BY username")).map { Account($0) }
  }

  static func named(_ name: String, _ database: Database) throws -> Account? {
    try Row.fetchOne(database.cachedStatement(sql: columns + " WHERE username = ?"), arguments: [name]).map {
      Account($0)
    }
  }

  /// The account called `name`, which must be there.
  static func existing(_ name: String, _ database: Database) throws -> Account {
    guard let account = try named(name, database) else { throw PeopleError.unknownUser(name) }
    return account
  }

  /// Checks that `actor` is an admin now, whatever they were when they were asked who they are.
  static func checkAdmin(_ actor: Viewer, _ database: Database) throws {
    try PeopleRules.checkAdmin(try named(actor.username, database)?.user.viewer)
  }
}
