/// Who reads or writes. Every question to a store says it.
public struct Viewer: Hashable, Sendable {
  public var username: String
  /// The viewer's extension.
  public var poste: String
  public var role: Role

  /// A viewer as the user directory knows them.
  public init(username: String, poste: String, role: Role) {
    self.username = username
    self.poste = poste
    self.role = role
  }

  public var isAdmin: Bool { role == .admin }
}

/// What a user may do.
public enum Role: String, CaseIterable, Sendable {
  case admin, user
}
