/// What holds for users wherever they are kept.
public enum PeopleRules {
  /// Checks that `name` can be a user's.
  public static func checkName(_ name: String) throws(PeopleError) { try check(name, .userName) }

  /// Checks that `poste` can be an extension.
  public static func checkPoste(_ poste: String) throws(PeopleError) {
    try check(poste, .poste)
    guard !PhoneNumber.normalized(poste).isEmpty else { throw .invalidText(.noNumber, .poste) }
  }

  /// Checks that `name` can be a token's.
  public static func checkTokenName(_ name: String) throws(PeopleError) {
    try check(name, .tokenName)
    guard !name.utf8.allSatisfy({ (48...57).contains($0) }) else { throw .invalidText(.onlyDigits, .tokenName) }
  }

  /// Checks a new password.
  public static func checkPassword(_ password: String) throws(PeopleError) {
    guard !password.isEmpty else { throw .emptyPassword }
  }

  /// Whether a new password is so short that its owner should be told.
  public static func isShort(_ password: String) -> Bool { password.count < 8 }

  /// Checks that `actor` may add a user with this name and role beside `users`. The first one needs nobody's leave.
  public static func checkAddition(
    of user: User, to users: [User], by actor: Viewer?
  ) throws(PeopleError) {
    if users.isEmpty {
      guard user.role == .admin else { throw .firstUserMustBeAdmin }
    } else {
      try checkAdmin(actor)
    }
    try checkName(user.username)
    try checkPoste(user.poste)
    // Swift's equality: two spellings of one name that look the same are the same name.
    guard !users.contains(where: { $0.username == user.username }) else { throw .nameTaken(user.username) }
  }

  /// Checks that an admin is left when `user` is removed, or is an admin no more.
  public static func checkAdminIsLeft(without user: User, of users: [User]) throws(PeopleError) {
    guard user.role == .admin else { return }
    guard users.contains(where: { $0.role == .admin && $0.username != user.username }) else {
      throw .lastAdmin(user.username)
    }
  }

  /// Checks that `actor` is an admin.
  public static func checkAdmin(_ actor: Viewer?) throws(PeopleError) {
    guard let actor else { throw .notLoggedIn }
    guard actor.isAdmin else { throw .adminsOnly }
  }

  private static func check(_ text: String, _ kind: PeopleError.TextKind) throws(PeopleError) {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      throw .invalidText(.empty, kind)
    }
    if text.unicodeScalars.contains(where: PrintableText.isControl) { throw .invalidText(.controlCharacter, kind) }
    if first.properties.isWhitespace || last.properties.isWhitespace { throw .invalidText(.surroundingSpace, kind) }
  }
}
