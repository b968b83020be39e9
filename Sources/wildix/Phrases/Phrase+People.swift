import WildixCore

// Questions, and what is said of sessions.
extension Phrase {
  static let askUser = Phrase(en: "User: ", fr: "Utilisateur : ")
  static let askPassword = Phrase(en: "Password: ", fr: "Mot de passe : ")
  static let askPresentPassword = Phrase(en: "Present password: ", fr: "Mot de passe actuel : ")
  static let askNewPassword = Phrase(en: "New password: ", fr: "Nouveau mot de passe : ")
  static let askAgain = Phrase(en: "The same again: ", fr: "Encore une fois : ")

  static func askPassword(of name: String) -> Phrase {
    Phrase(en: "Password for \(name): ", fr: "Mot de passe pour \(name) : ")
  }

  static func askNewPassword(of name: String) -> Phrase {
    Phrase(en: "New password for \(name): ", fr: "Nouveau mot de passe pour \(name) : ")
  }

  static let shortPassword = Phrase(
    en: "the password has fewer than 8 characters and is easily guessed",
    fr: "le mot de passe a moins de 8 caractères et se devine facilement")

  static func loggedIn(_ name: String) -> Phrase {
    Phrase(en: "Logged in as \(name).", fr: "Session ouverte pour \(name).")
  }

  static let tokenGoesFirst = Phrase(
    en: "WILDIX_TOKEN is set, and goes before this session.",
    fr: "WILDIX_TOKEN est défini, et l'emporte sur cette session.")
  static let loggedOut = Phrase(en: "Logged out.", fr: "Session fermée.")
  static let wasNotLoggedIn = Phrase(en: "You were not logged in.", fr: "Aucune session n'était ouverte.")

  static func whoami(_ viewer: Viewer) -> Phrase {
    Phrase(
      en: "\(viewer.username) (\(viewer.role.rawValue), extension \(viewer.poste))",
      fr: "\(viewer.username) (\(viewer.role.rawValue), poste \(viewer.poste))")
  }
}

// What is said of tokens.
extension Phrase {
  /// `end` is when it ends, as it is written.
  static func tokenMade(_ id: Int64, _ name: String, until end: String?) -> Phrase {
    guard let end else {
      return Phrase(
        en: "Token \(id) stands for \(name) in WILDIX_TOKEN, and does not end by itself.",
        fr: "Le jeton \(id) représente \(name) dans WILDIX_TOKEN, et n'expire pas de lui-même.")
    }
    return Phrase(
      en: "Token \(id) stands for \(name) in WILDIX_TOKEN, and ends at \(end).",
      fr: "Le jeton \(id) représente \(name) dans WILDIX_TOKEN, et expire à \(end).")
  }

  static func tokenRevoked(_ id: Int64, of name: String) -> Phrase {
    Phrase(en: "Revoked token \(id) of \(name).", fr: "Jeton \(id) \(French.of(name)) révoqué.")
  }
}

// What is said of users.
extension Phrase {
  static func added(_ user: User) -> Phrase {
    Phrase(
      en: "Added \(user.username) (\(user.role.rawValue), extension \(user.poste)).",
      fr: "Utilisateur \(user.username) ajouté (\(user.role.rawValue), poste \(user.poste)).")
  }

  static func changed(_ user: User) -> Phrase {
    Phrase(
      en: "\(user.username) is now \(user.role.rawValue), extension \(user.poste).",
      fr: "\(user.username) est désormais \(user.role.rawValue), poste \(user.poste).")
  }

  static func removed(_ name: String) -> Phrase { Phrase(en: "Removed \(name).", fr: "Utilisateur \(name) supprimé.") }
  static func stays(_ name: String) -> Phrase { Phrase(en: "\(name) stays.", fr: "\(name) reste.") }

  static func askToRemove(_ name: String) -> Phrase {
    Phrase(
      en: "Remove \(name), with sessions and tokens? [y/N] ",
      fr: "Supprimer \(name), avec ses sessions et jetons ? [o/N] ")
  }

  static let passwordChanged = Phrase(
    en: "Changed your password, and ended your sessions and tokens.",
    fr: "Mot de passe changé ; vos sessions et jetons sont terminés.")

  static func passwordChanged(of name: String) -> Phrase {
    Phrase(
      en: "Changed the password of \(name), and ended their sessions and tokens.",
      fr: "Mot de passe \(French.of(name)) changé ; ses sessions et jetons sont terminés.")
  }
}
