/// What can be wrong with users, sessions and tokens.
public enum PeopleError: Error, Equatable, Sendable {
  /// Nobody is logged in.
  case notLoggedIn
  /// There was a session, and it has ended: by its age, a change of password, or removal of the user.
  case sessionEnded
  /// The long-lived token that was given is unknown, expired or revoked.
  case tokenRefused
  /// There is no user at all yet.
  case noUsers
  /// The viewer may not do this; only an admin may.
  case adminsOnly
  /// No such user, or not this password: nobody is told which.
  case wrongCredentials
  /// Too many attempts failed for this name; the next one is looked at in so many seconds.
  case tooManyFailures(seconds: Int)
  case unknownUser(String)
  case nameTaken(String)
  /// A name or extension that cannot be one.
  case invalidText(TextFault, TextKind)
  case emptyPassword
  /// The first user of a directory must be an admin: nobody else could add others.
  case firstUserMustBeAdmin
  /// The last admin cannot be removed or made a user.
  case lastAdmin(String)
  case unknownToken(String)
  case tokenNameTaken(String)

  /// What a text was to be.
  public enum TextKind: Sendable {
    case userName, poste, tokenName
  }

  /// Why a text cannot be what it was to be.
  public enum TextFault: Sendable {
    case empty, controlCharacter, surroundingSpace
    /// An extension that has nothing in it but what numbers are written with for the eye.
    case noNumber
    /// A token's name that would be taken for a token's number.
    case onlyDigits
  }
}
