import WildixCore

// What the form of `wildix enrich` says.
extension Phrase {
  static let yes = Phrase(en: "yes", fr: "oui")
  static let no = Phrase(en: "no", fr: "non")

  /// What a field is called where people are asked for it.
  static func formLabel(_ field: EnrichmentField) -> Phrase {
    switch field {
    case .date: Phrase(en: "Date", fr: "Date")
    case .heure: Phrase(en: "Time", fr: "Heure")
    case .modeAccueil: Phrase(en: "How the caller came", fr: "Mode d'accueil")
    case .objet: Phrase(en: "Subject", fr: "Objet")
    case .commentaireObjet: Phrase(en: "Comment on the subject", fr: "Commentaire sur l'objet")
    case .resultat: Phrase(en: "Result", fr: "Résultat")
    case .orientation: Phrase(en: "Sent on to", fr: "Orientation")
    case .reponduParAgent: Phrase(en: "Answered by you", fr: "Répondu par vous")
    case .traiteParOuTransmisA: Phrase(en: "Handed to", fr: "Transmis à")
    case .commentaireResultat: Phrase(en: "Comment on the result", fr: "Commentaire sur le résultat")
    case .saisiPar: Phrase(en: "Saved by", fr: "Saisi par")
    case .transferts: Phrase(en: "Hand-overs", fr: "Transferts")
    }
  }

  static func formLabel(_ field: CallField) -> Phrase {
    switch field {
    case .start: Phrase(en: "Call's start", fr: "Début de l'appel")
    case .fromNumber: Phrase(en: "Caller's number", fr: "Numéro de l'appelant")
    case .fromName: Phrase(en: "Caller's name", fr: "Nom de l'appelant")
    case .toNumber: Phrase(en: "Number called", fr: "Numéro appelé")
    case .duration: Phrase(en: "Call's duration", fr: "Durée de l'appel")
    default: Phrase(verbatim: field.rawValue)
    }
  }

  static func formPrompt(_ question: FormQuestion) -> Phrase {
    let label = formLabel(question.field)
    return switch question {
    case .answered: Phrase(en: "\(label[.english])? (y/n) ", fr: "\(label[.french]) ? (o/n) ")
    case .text, .target: Phrase(en: "\(label[.english]): ", fr: "\(label[.french]) : ")
    }
  }

  static func formCall(_ id: String) -> Phrase { Phrase(en: "Call \(id)", fr: "Appel \(id)") }

  static func formDuration(_ clock: String) -> Phrase { Phrase(en: "lasted \(clock)", fr: "durée \(clock)") }

  /// Fits into 80 columns.
  static let formKeys = Phrase(
    en: "Return: next · <: back · Tab: complete · ?: help · Ctrl-C: leave, saving nothing",
    fr: "Entrée : suite · < : retour · Tab : compléter · ? : aide · Ctrl-C : tout abandonner")

  static let formIsFirst = Phrase(
    en: "This is the first question.", fr: "C'est la première question.")

  static let formSummary = Phrase(en: "To be saved:", fr: "À enregistrer :")

  static func formBefore(_ text: String) -> Phrase { Phrase(en: "(was: \(text))", fr: "(avant : \(text))") }

  static let formNothing = Phrase(en: "nothing", fr: "rien")

  static let formConfirm = Phrase(en: "Save? (y/n) ", fr: "Enregistrer ? (o/n) ")

  static let formConfirmHelp = Phrase(
    en: "y saves what is above; n leaves and saves nothing; < goes back to the questions.",
    fr: "o enregistre ce qui précède ; n quitte sans rien enregistrer ; < revient aux questions.")

  static let formYesOrNo = Phrase(
    en: "Say yes or no (y or n).", fr: "Répondez par oui ou par non (o ou n).")

  static let formUnchanged = Phrase(
    en: "There is nothing to note; nothing was saved.", fr: "Il n'y a rien à noter ; rien n'a été enregistré.")

  static let formLeft = Phrase(en: "nothing was saved", fr: "rien n'a été enregistré")

  static let formChangedSince = Phrase(
    en: "This call has been changed since you opened the form:",
    fr: "Cet appel a été modifié depuis que vous avez ouvert le formulaire :")

  static func formYours(_ text: String) -> Phrase { Phrase(en: "(yours: \(text))", fr: "(chez vous : \(text))") }

  static let formSaveAnyway = Phrase(
    en: "Save your changes on top of these? (y/n) ",
    fr: "Enregistrer vos modifications par-dessus celles-ci ? (o/n) ")

  static let formTryAgain = Phrase(en: "Try to save again? (y/n) ", fr: "Réessayer d'enregistrer ? (o/n) ")

  static let formNotUTF8 = Phrase(
    en: "That is not UTF-8 text. Is the terminal set to another encoding?",
    fr: "Ce texte n'est pas en UTF-8. Le terminal est-il réglé sur un autre codage ?")
}

// What to do about an answer that cannot be.
extension Phrase {
  static func formHint(_ reason: EnrichmentRefusal.Reason) -> Phrase? {
    switch reason {
    case .invalidDate: writeDate
    case .invalidTime: writeTime
    case .handedToNobody, .unknownUser: formWhoThereIs
    case .poste: userNotExtension
    case .unknownCall, .changedSince, .answeredAndHanded, .tooLong, .invalidDraft: nil
    }
  }

  private static let formWhoThereIs = Phrase(
    en: "write the name of a user; Tab or ? shows who there is",
    fr: "écrivez le nom d'un utilisateur ; Tab ou ? montre qui existe")
}

// Help on each question.
extension Phrase {
  static func formHelp(_ question: FormQuestion) -> Phrase {
    switch question {
    case .text(.date):
      Phrase(en: "The date of what you note, dd/mm/yyyy.", fr: "La date de ce que vous notez, jj/mm/aaaa.")
    case .text(.heure):
      Phrase(en: "Its time of day, HH:MM:SS.", fr: "L'heure, HH:MM:SS.")
    case .text(.modeAccueil):
      Phrase(
        en: "How the caller came: by telephone, at the desk…",
        fr: "Comment la personne s'est présentée : téléphone, accueil…")
    case .text(.objet): Phrase(en: "What the call was about, in a word.", fr: "Le motif de l'appel, en un mot.")
    case .text(.commentaireObjet): Phrase(en: "More on the subject.", fr: "Des précisions sur l'objet.")
    case .text(.resultat): Phrase(en: "What came of it.", fr: "Ce que l'appel a donné.")
    case .text(.orientation): Phrase(en: "Where the caller was sent.", fr: "Vers où la personne a été orientée.")
    case .text(.commentaireResultat): Phrase(en: "More on the result.", fr: "Des précisions sur le résultat.")
    case .text: Phrase(verbatim: "")
    case .answered:
      Phrase(
        en: """
          y: you answered the call yourself. n: it is handed to somebody, for whom you are asked next. An empty line, where \
          neither was noted yet, leaves that open.
          """,
        fr: """
          o : vous avez répondu vous-même. n : l'appel est transmis à quelqu'un, qui vous est demandé ensuite. Une \
          ligne vide, si rien n'a encore été noté, laisse la question ouverte.
          """)
    case .target:
      Phrase(
        en: "The user to whom the call is handed, by name, not by extension:",
        fr: "L'utilisateur à qui l'appel est transmis, par son nom et non par son poste :")
    }
  }

  /// Each fits into 80 columns.
  static let formKeysHelp = [
    Phrase(
      en: "Shift-Tab, or < alone on the line: back one question. Ctrl-U: empty the line.",
      fr: "Maj-Tab, ou < seul sur la ligne : question précédente. Ctrl-U : vider la ligne."),
    Phrase(
      en: "Up and down: what was noted before; Tab completes it, or shows what there is.",
      fr: "Haut et bas : ce qui a été noté auparavant ; Tab le complète ou le montre."),
    Phrase(
      en: "F1, or ? alone on the line: this help. Other keys are those of readline.",
      fr: "F1, ou ? seul sur la ligne : cette aide. Les autres touches : readline."),
  ]
}
