import WildixCore

extension ErrorReport {
  static func report(_ error: PeopleError) -> ErrorReport {
    let (hint, status): (Phrase?, ExitStatus) =
      switch error {
      case .notLoggedIn, .sessionEnded: (.command("wildix login"), .notAllowed)
      case .tokenRefused: (.makeAnotherToken, .notAllowed)
      case .noUsers: (addAdmin, .notAllowed)
      case .adminsOnly: (.logInAsAdmin, .notAllowed)
      case .wrongCredentials: (.askAnAdmin, .notAllowed)
      case .tooManyFailures(let seconds): (.tryAgain(inSeconds: seconds), .tryAgain)
      case .unknownUser: (.command("wildix users list"), .noSuchUser)
      case .nameTaken: (.changeThemInstead, .badData)
      case .invalidText, .emptyPassword: (nil, .badData)
      case .firstUserMustBeAdmin: (addAdmin, .badData)
      case .lastAdmin: (.makeAnotherAdmin, .badData)
      case .unknownToken: (.command("wildix token list"), .notFound)
      case .tokenNameTaken(let name): (.command("wildix token revoke \(name)"), .badData)
      }
    return ErrorReport(.people(error), hint: hint, status)
  }

  private static let addAdmin = Phrase.command("wildix users add NAME --poste P --role admin")
}
