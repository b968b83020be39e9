import WildixCore

// Headings of the calls' table.
extension Phrase {
  static let headingID = Phrase(verbatim: "ID")
  static let headingWhen = Phrase(en: "WHEN", fr: "QUAND")
  static let headingFrom = Phrase(en: "FROM", fr: "DE")
  static let headingName = Phrase(en: "NAME", fr: "NOM")
  static let headingTo = Phrase(en: "TO", fr: "VERS")
  static let headingTime = Phrase(en: "TIME", fr: "DURÉE")
  static let headingDisposition = Phrase(en: "DISPOSITION", fr: "ISSUE")
  static let headingStatus = Phrase(en: "STATUS", fr: "STATUT")
  static let headingWith = Phrase(en: "WITH", fr: "CHEZ")
  static let headingSubject = Phrase(en: "SUBJECT", fr: "OBJET")
}

// Headings of other tables.
extension Phrase {
  static let headingWho = Phrase(en: "WHO", fr: "QUI")
  static let headingField = Phrase(en: "FIELD", fr: "CHAMP")
  static let headingBefore = Phrase(en: "BEFORE", fr: "AVANT")
  static let headingAfter = Phrase(en: "AFTER", fr: "APRÈS")
  static let headingUser = Phrase(en: "USERNAME", fr: "UTILISATEUR")
  static let headingPoste = Phrase(verbatim: "POSTE")
  static let headingRole = Phrase(en: "ROLE", fr: "RÔLE")
  static let headingCreated = Phrase(en: "CREATED", fr: "CRÉÉ")
  static let headingUsed = Phrase(en: "USED", fr: "UTILISÉ")
  static let headingExpires = Phrase(en: "EXPIRES", fr: "EXPIRE")
}

// Days near by, as tables name them.
extension Phrase {
  static let today = Phrase(en: "today", fr: "aujourd'hui")
  static let yesterday = Phrase(en: "yesterday", fr: "hier")

  /// From Monday, 0.
  static func weekday(_ number: Int) -> Phrase {
    switch number {
    case 0: Phrase(en: "Mon", fr: "lun.")
    case 1: Phrase(en: "Tue", fr: "mar.")
    case 2: Phrase(en: "Wed", fr: "mer.")
    case 3: Phrase(en: "Thu", fr: "jeu.")
    case 4: Phrase(en: "Fri", fr: "ven.")
    case 5: Phrase(en: "Sat", fr: "sam.")
    default: Phrase(en: "Sun", fr: "dim.")
    }
  }
}
