import GRDB
import WildixCore

extension UserDatabase {
  /// All users, by name.
  public func users() throws -> [User] {
    try read(["users"], or: []) { try Account.all($0).map(\.user) }
  }

  /// The user called `name`.
  public func user(named name: String) throws -> User? {
    try read(["users"], or: nil) { try Account.named(name, $0)?.user }
  }

  /// Whose extension `poste` is.
  public func users(at poste: String) throws -> [User] {
    let number = PhoneNumber.normalized(poste)
    return try users().filter { PhoneNumber.normalized($0.poste) == number }
  }

  /// Adds a user; the first one by nobody's leave.
  public func add(_ user: User, password: String, by actor: Viewer?) throws {
    try PeopleRules.checkPassword(password)
    // Before the slow work, and before a file is made for nothing.
    try PeopleRules.checkAddition(of: user, to: try users(), by: actor)
    let hash = try PasswordHash.make(password)
    try write { database in
      let users = try Account.all(database).map(\.user)
      let actor = try actor.flatMap { try Account.named($0.username, database)?.user.viewer }
      try PeopleRules.checkAddition(of: user, to: users, by: actor)
      try database.execute(
        sql: "INSERT INTO users (username, password_hash, poste, role) VALUES (?, ?, ?, ?)",
        arguments: [user.username, hash, user.poste, user.role.rawValue])
    }
  }

  /// Gives a user another extension or role.
  public func set(_ name: String, poste: String?, role: Role?, by actor: Viewer) throws -> User {
    if let poste { try PeopleRules.checkPoste(poste) }
    return try write { database in
      try Account.checkAdmin(actor, database)
      let account = try Account.existing(name, database)
      var user = account.user
      if let poste { user.poste = poste }
      if let role { user.role = role }
      if user.role != .admin {
        try PeopleRules.checkAdminIsLeft(without: account.user, of: try Account.all(database).map(\.user))
      }
      try database.execute(
        sql: "UPDATE users SET poste = ?, role = ? WHERE id = ?",
        arguments: [user.poste, user.role.rawValue, account.id])
      return user
    }
  }

  /// Gives a user another password.
  public func setPassword(of name: String, to password: String, by actor: Viewer) throws {
    try PeopleRules.checkPassword(password)
    let hash = try PasswordHash.make(password)
    try write { database in
      try Account.checkAdmin(actor, database)
      try replacePassword(of: try Account.existing(name, database), hash, database)
    }
  }

  /// Gives users themselves another password.
  public func changePassword(of name: String, from current: String, to password: String) throws {
    try PeopleRules.checkPassword(password)
    let known = try authenticate(name, password: current)
    let hash = try PasswordHash.make(password)
    try write { database in
      let account = try Account.existing(name, database)
      // Somebody else may have changed it while we were hashing: then it was not this one that we checked.
      guard account.passwordHash == known.passwordHash else { throw PeopleError.wrongCredentials }
      try replacePassword(of: account, hash, database)
    }
  }

  /// Removes a user.
  public func remove(_ name: String, by actor: Viewer) throws {
    try write { database in
      try Account.checkAdmin(actor, database)
      let account = try Account.existing(name, database)
      try PeopleRules.checkAdminIsLeft(without: account.user, of: try Account.all(database).map(\.user))
      try database.execute(sql: "DELETE FROM users WHERE id = ?", arguments: [account.id])
      try AccessTable.endAll(of: account, database)
    }
  }

  private func replacePassword(of account: Account, _ hash: String, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE users SET password_hash = ? WHERE id = ?", arguments: [hash, account.id])
    try AccessTable.endAll(of: account, database)
    try LoginFailures.forget(account.user.username, database)
  }
}
