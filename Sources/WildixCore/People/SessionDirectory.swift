/// A login that succeeded.
public struct Session: Equatable, Sendable {
  /// The secret that stands for the session. It is kept nowhere but with its holder.
  public var token: String
  /// Who logged in.
  public var viewer: Viewer

  /// A session of `viewer`.
  public init(token: String, viewer: Viewer) {
    self.token = token
    self.viewer = viewer
  }
}

/// Where logins are kept.
public protocol SessionDirectory: Sendable {
  /// Logs the user called `name` in. Unknown users and wrong passwords are one and the same failure, told after the
  /// same time; repeated failures are slowed down.
  func logIn(_ name: String, password: String) throws -> Session

  /// Whom the token of a session, or a long-lived one, stands for now; nil if it does not or no more.
  func viewer(for token: String) throws -> Viewer?

  /// Ends the session of this token.
  func logOut(_ token: String) throws
}
