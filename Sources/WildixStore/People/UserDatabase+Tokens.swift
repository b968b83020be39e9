import GRDB
import LinuxSystem
import WildixCore

extension UserDatabase {
  /// Makes a long-lived token.
  public func createToken(
    for viewer: Viewer, name: String?, expires: Int64?
  ) throws -> (secret: String, info: TokenInfo) {
    if let name { try PeopleRules.checkTokenName(name) }
    let secret = try Crypto.newSecret()
    let now = clock.seconds
    return try write { database in
      let account = try Account.existing(viewer.username, database)
      try AccessTable.removeEnded(at: now, database)
      let own = try AccessTable.tokens(at: now, database).filter { $0.account.id == account.id }
      if let name, own.contains(where: { $0.name == name }) { throw PeopleError.tokenNameTaken(name) }
      let id = try AccessTable.insertToken(secret, of: account, name: name, at: now, expires: expires, database)
      let info = TokenInfo(
        id: id, name: name, user: account.user.username, created: now, expires: expires, used: nil)
      return (secret, info)
    }
  }

  /// The tokens that are valid now.
  public func tokens(of viewer: Viewer, ofEverybody: Bool) throws -> [TokenInfo] {
    if ofEverybody { try PeopleRules.checkAdmin(viewer) }
    let entries = try read(["users", "wildix_access"], or: []) { try AccessTable.tokens(at: clock.seconds, $0) }
    return entries.map(\.token).filter { ofEverybody || $0.user == viewer.username }
  }

  /// Ends a token.
  public func revokeToken(_ idOrName: String, of viewer: Viewer) throws -> TokenInfo {
    let id = Int64(idOrName)
    return try write { database in
      let entry = try AccessTable.tokens(at: clock.seconds, database).first { entry in
        let isOwn = entry.account.user.username == viewer.username
        return if let id { entry.id == id && (isOwn || viewer.isAdmin) } else { isOwn && entry.name == idOrName }
      }
      guard let entry else { throw PeopleError.unknownToken(idOrName) }
      try AccessTable.end(id: entry.id, database)
      return entry.token
    }
  }
}
