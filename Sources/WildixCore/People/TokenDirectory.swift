/// A long-lived token, without its secret.
public struct TokenInfo: Equatable, Sendable {
  /// Its number, which no other token had or will have.
  public var id: Int64
  /// What its owner calls it.
  public var name: String?
  /// Whose it is.
  public var user: String
  /// When it was made, in seconds since 1970.
  public var created: Int64
  /// When it ends; nil: never.
  public var expires: Int64?
  /// When it was used last, to about ten minutes, where that could be written down.
  public var used: Int64?

  /// A token by its parts.
  public init(id: Int64, name: String?, user: String, created: Int64, expires: Int64?, used: Int64?) {
    self.id = id
    self.name = name
    self.user = user
    self.created = created
    self.expires = expires
    self.used = used
  }
}

/// Where long-lived tokens are kept: they stand for a user where nobody can type a password.
public protocol TokenDirectory: Sendable {
  /// Makes a token that stands for `viewer` until `expires` (seconds since 1970; nil: until it is revoked). The
  /// secret is answered this once.
  func createToken(for viewer: Viewer, name: String?, expires: Int64?) throws -> (secret: String, info: TokenInfo)

  /// The tokens of `viewer`; with `ofEverybody`, which is for admins, all.
  func tokens(of viewer: Viewer, ofEverybody: Bool) throws -> [TokenInfo]

  /// Ends a token of `viewer`, by its number or name; an admin may end anybody's by its number.
  func revokeToken(_ idOrName: String, of viewer: Viewer) throws -> TokenInfo
}

/// All that is kept about people.
public typealias People = UserDirectory & SessionDirectory & TokenDirectory
