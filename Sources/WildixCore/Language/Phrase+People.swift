// What is wrong with users, sessions and tokens.
extension Phrase {
  public static func people(_ error: PeopleError) -> Phrase {
    switch error {
    case .notLoggedIn: Phrase(en: "you are not logged in", fr: "vous n'êtes pas connecté")
    case .sessionEnded: Phrase(en: "your session has ended", fr: "votre session est terminée")
    case .tokenRefused:
      Phrase(
        en: "the token in WILDIX_TOKEN is not valid, or no more",
        fr: "le jeton de WILDIX_TOKEN n'est pas valide, ou ne l'est plus")
    case .noUsers: Phrase(en: "there are no users yet", fr: "il n'y a encore aucun utilisateur")
    case .adminsOnly: Phrase(en: "only an admin may do this", fr: "seul un administrateur peut faire cela")
    case .wrongCredentials:
      Phrase(en: "wrong user name or password", fr: "nom d'utilisateur ou mot de passe incorrect")
    case .tooManyFailures:
      Phrase(
        en: "too many failed attempts for this user", fr: "trop de tentatives échouées pour cet utilisateur")
    case .unknownUser(let name): unknownUser(name)
    case .nameTaken(let name):
      Phrase(en: "there is a user \(name) already", fr: "il y a déjà un utilisateur \(name)")
    case .invalidText(let fault, let kind):
      Phrase(en: "\(subject(kind)) \(problem(fault))", fr: "\(subject(kind)) \(problem(fault))")
    case .emptyPassword: Phrase(en: "a password cannot be empty", fr: "un mot de passe ne peut pas être vide")
    case .firstUserMustBeAdmin:
      Phrase(
        en: "the first user must be an admin, to add the others",
        fr: "le premier utilisateur doit être administrateur, pour ajouter les autres")
    case .lastAdmin(let name):
      Phrase(en: "\(name) is the last admin", fr: "\(name) est le dernier administrateur")
    case .unknownToken(let token): Phrase(en: "there is no token \(token)", fr: "il n'y a pas de jeton \(token)")
    case .tokenNameTaken(let name):
      Phrase(en: "there is a token \(name) already", fr: "il y a déjà un jeton \(name)")
    }
  }

  static func unknownUser(_ name: String) -> Phrase {
    Phrase(en: "there is no user \(name)", fr: "il n'y a pas d'utilisateur \(name)")
  }

  /// When somebody may try to log in again.
  public static func tryAgain(inSeconds seconds: Int) -> Phrase {
    Phrase(
      en: "try again in \(seconds) \(for: seconds, "second", "seconds")",
      fr: "réessayez dans \(seconds) \(for: seconds, "seconde", "secondes")")
  }

  private static func subject(_ kind: PeopleError.TextKind) -> Phrase {
    switch kind {
    case .userName: Phrase(en: "a user name", fr: "un nom d'utilisateur")
    case .poste: Phrase(en: "an extension", fr: "un numéro de poste")
    case .tokenName: Phrase(en: "a token's name", fr: "un nom de jeton")
    }
  }

  private static func problem(_ fault: PeopleError.TextFault) -> Phrase {
    switch fault {
    case .empty: Phrase(en: "cannot be empty", fr: "ne peut pas être vide")
    case .controlCharacter:
      Phrase(en: "cannot hold control characters", fr: "ne peut pas contenir de caractères de contrôle")
    case .surroundingSpace:
      Phrase(en: "cannot begin or end with a space", fr: "ne peut ni commencer ni finir par une espace")
    case .noNumber:
      Phrase(
        en: "must hold more than spaces, dots and dashes", fr: "doit contenir autre chose qu'espaces, points et tirets")
    case .onlyDigits:
      Phrase(
        en: "cannot be digits alone: those are taken for its number",
        fr: "ne peut pas être fait de chiffres seuls : ils passeraient pour son numéro")
    }
  }
}
