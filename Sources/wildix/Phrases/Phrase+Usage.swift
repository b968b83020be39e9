import WildixCore

// Arguments that are each right, but cannot be used here and now.
extension Phrase {
  static func usage(_ error: UsageError) -> Phrase {
    switch error {
    case .noTerminalForPassword:
      Phrase(
        en: "there is no terminal to ask for the password",
        fr: "il n'y a pas de terminal pour demander le mot de passe")
    case .noTerminalForName:
      Phrase(
        en: "there is no terminal to ask for the user", fr: "il n'y a pas de terminal pour demander l'utilisateur")
    case .noTerminalForTable:
      Phrase(
        en: "--watch shows a table only on a terminal that can redraw it",
        fr: "--watch ne montre de tableau que sur un terminal capable de le redessiner")
    case .missingPassword:
      Phrase(
        en: "standard input ends before the password", fr: "l'entrée standard s'arrête avant le mot de passe")
    case .unreadablePassword:
      Phrase(en: "the password is not UTF-8 text", fr: "le mot de passe n'est pas un texte en UTF-8")
    case .passwordsDiffer:
      Phrase(en: "the two passwords are not the same", fr: "les deux mots de passe sont différents")
    case .nothingToNote: nothingToNote
    case .nothingToChange: Phrase(en: "there is nothing to change", fr: "il n'y a rien à changer")
    }
  }

  static let interrupted = Phrase(en: "interrupted", fr: "interrompu")

  static func noCheckpoint(_ path: String) -> Phrase {
    Phrase(en: "\(path) is not a checkpoint", fr: "\(path) n'est pas un fichier de --checkpoint")
  }
}

// Options whose values cannot be understood.
extension Phrase {
  static func noRevision(_ text: String) -> Phrase {
    Phrase(
      en: "--if-revision \(text): no revision. Give what 'wildix enrich --json' printed.",
      fr: "--if-revision \(text) : pas une révision. Donnez ce que « wildix enrich --json » a affiché.")
  }

  static func noField(_ name: String, known: [String]) -> Phrase {
    Phrase(
      en: "--fields: no field is called \"\(name)\". There are: \(known.joined(separator: ", ")).",
      fr: "--fields : aucun champ ne s'appelle « \(name) ». Il y a : \(known.joined(separator: ", ")).")
  }

  static func negativeLimit(_ limit: Int) -> Phrase {
    Phrase(
      en: "--limit \(limit): write a number from 0 on.", fr: "--limit \(limit) : écrivez un nombre à partir de 0.")
  }

  static func excluding(_ one: String, _ other: String) -> Phrase {
    Phrase(en: "\(one) and \(other) exclude each other.", fr: "\(one) et \(other) s'excluent.")
  }

  static let batchWithOptions = Phrase(
    en: "With - what to note is in the lines, not in options.",
    fr: "Avec -, ce qui est à noter vient des lignes, pas des options.")
}
