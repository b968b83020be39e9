import WildixCore

extension ErrorReport {
  static func report(_ error: PeopleError) -> ErrorReport {
    switch error {
    case .notLoggedIn: ErrorReport("you are not logged in", hint: "wildix login", .notAllowed)
    case .sessionEnded: ErrorReport("your session has ended", hint: "wildix login", .notAllowed)
    case .tokenRefused:
      ErrorReport(
        "the token in WILDIX_TOKEN is not valid, or no more",
        hint: "make another with 'wildix token create', or unset WILDIX_TOKEN and use 'wildix login'", .notAllowed)
    case .noUsers: ErrorReport("there are no users yet", hint: addAdmin, .notAllowed)
    case .adminsOnly: ErrorReport("only an admin may do this", hint: "log in as one: wildix login USER", .notAllowed)
    case .wrongCredentials:
      ErrorReport(
        "wrong user name or password", hint: "an admin can set another password: wildix users passwd NAME", .notAllowed)
    case .tooManyFailures(let seconds):
      ErrorReport(
        "too many failed attempts for this user", hint: "try again in \(seconds) second\(seconds == 1 ? "" : "s")",
        .tryAgain)
    case .unknownUser(let name): ErrorReport("there is no user \(name)", hint: "wildix users list", .noSuchUser)
    case .nameTaken(let name):
      ErrorReport("there is a user \(name) already", hint: "to change them: wildix users set NAME", .badData)
    case .invalidText(let fault, let kind): ErrorReport("\(subject(kind)) \(reason(fault))", .badData)
    case .emptyPassword: ErrorReport("a password cannot be empty", .badData)
    case .firstUserMustBeAdmin:
      ErrorReport("the first user must be an admin, to add the others", hint: addAdmin, .badData)
    case .lastAdmin(let name):
      ErrorReport(
        "\(name) is the last admin", hint: "make another user admin first: wildix users set NAME --role admin", .badData
      )
    case .unknownToken(let token): ErrorReport("there is no token \(token)", hint: "wildix token list", .notFound)
    case .tokenNameTaken(let name):
      ErrorReport("there is a token \(name) already", hint: "wildix token revoke \(name)", .badData)
    }
  }

  private static let addAdmin = "wildix users add NAME --poste P --role admin"

  private static func subject(_ kind: PeopleError.TextKind) -> String {
    switch kind {
    case .userName: "a user name"
    case .poste: "an extension"
    case .tokenName: "a token's name"
    }
  }

  private static func reason(_ fault: PeopleError.TextFault) -> String {
    switch fault {
    case .empty: "cannot be empty"
    case .controlCharacter: "cannot hold control characters"
    case .surroundingSpace: "cannot begin or end with a space"
    case .noNumber: "must hold more than spaces, dots and dashes"
    case .onlyDigits: "cannot be digits alone: those are taken for its number"
    }
  }
}
