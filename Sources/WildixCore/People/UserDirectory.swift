/// Somebody who may log in.
public struct User: Hashable, Sendable {
  /// What they log in with, and what calls handed to them say.
  public var username: String
  /// The user's extension.
  public var poste: String
  /// What they may do.
  public var role: Role

  /// A user by their parts.
  public init(username: String, poste: String, role: Role) {
    self.username = username
    self.poste = poste
    self.role = role
  }

  /// The user as one who reads calls.
  public var viewer: Viewer { Viewer(username: username, poste: poste, role: role) }
}

/// Where users are kept. Anybody may learn who there is, for calls are handed to them; changes say who makes them.
public protocol UserDirectory: Sendable {
  /// All users, by name.
  func users() throws -> [User]

  /// The user called `name`.
  func user(named name: String) throws -> User?

  /// Whose extension `poste` is; several may share one.
  func users(at poste: String) throws -> [User]

  /// Adds a user. `actor` is an admin; while there are no users, nil will do.
  func add(_ user: User, password: String, by actor: Viewer?) throws

  /// Gives the user called `name` another extension or role, and answers what they are now. Only for admins.
  func set(_ name: String, poste: String?, role: Role?, by actor: Viewer) throws -> User

  /// Gives the user called `name` another password, which ends their sessions and tokens. Only for admins.
  func setPassword(of name: String, to password: String, by actor: Viewer) throws

  /// The same by the user themselves, who must know the present one.
  func changePassword(of name: String, from current: String, to password: String) throws

  /// Removes the user called `name`, with their sessions and tokens. Only for admins.
  func remove(_ name: String, by actor: Viewer) throws
}
