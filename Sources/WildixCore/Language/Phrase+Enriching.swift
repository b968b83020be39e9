// Why an enrichment was not saved.
extension Phrase {
  /// What is wrong with the draft for the call with this id.
  public static func refusal(_ reason: EnrichmentRefusal.Reason, call id: String) -> Phrase {
    switch reason {
    case .unknownCall:
      Phrase(
        en: "there is no call \(id), or none that you may see",
        fr: "il n'y a pas d'appel \(id), ou vous ne pouvez pas le voir")
    case .changedSince: Phrase(en: "call \(id) has changed since", fr: "l'appel \(id) a changé entre-temps")
    case .invalidDate(let text): Phrase(en: "\"\(text)\" is no date", fr: "« \(text) » n'est pas une date")
    case .invalidTime(let text): Phrase(en: "\"\(text)\" is no time", fr: "« \(text) » n'est pas une heure")
    case .tooLong(let field):
      Phrase(
        en: "\"\(field.rawValue)\" is longer than \(count: EnrichmentField.longest) characters",
        fr: "« \(field.rawValue) » dépasse \(count: EnrichmentField.longest) caractères")
    case .answeredAndHanded(let target):
      Phrase(
        en: "call \(id) cannot be both answered and handed to \(target)",
        fr: "l'appel \(id) ne peut pas être à la fois répondu et transmis à \(target)")
    case .handedToNobody:
      Phrase(
        en: "call \(id) is neither answered nor handed to anybody",
        fr: "l'appel \(id) n'est ni répondu ni transmis à quelqu'un")
    case .unknownUser(let name): unknownUser(name)
    case .poste(let poste, let owners):
      Phrase(
        en: "\(poste) is \(owners, "and")'s extension: write \(owners, "or")",
        fr: "\(poste) est le poste \(owners.map(French.of), "et") : écrivez \(owners, "ou")")
    case .invalidDraft(let fault): draft(fault)
    }
  }

  /// Why JSON is no draft.
  public static func draft(_ fault: DraftFault) -> Phrase {
    switch fault {
    case .notJSON(let fault):
      Phrase(
        en: "column \(fault.offset + 1): \(expected(fault))", fr: "colonne \(fault.offset + 1) : \(expected(fault))")
    case .missingID: Phrase(en: "the call's \"id\" is missing", fr: "il manque l'« id » de l'appel")
    case .nothingToNote: nothingToNote
    case .unknownKey(let key):
      Phrase(en: "no field is called \"\(key)\"", fr: "aucun champ ne s'appelle « \(key) »")
    case .ownKey(let key):
      Phrase(
        en: "\"\(key)\" cannot be given: it follows from who saves what",
        fr: "« \(key) » ne peut pas être donné : il découle de qui enregistre quoi")
    case .wrongKind(let key, let kind):
      Phrase(en: "\"\(key)\" must be \(value(kind))", fr: "« \(key) » doit être \(value(kind))")
    }
  }

  public static let nothingToNote = Phrase(en: "there is nothing to note", fr: "il n'y a rien à noter")

  private static func value(_ kind: DraftFault.Kind) -> Phrase {
    switch kind {
    case .callID: Phrase(en: "a call's id", fr: "l'id d'un appel")
    case .revision: Phrase(en: "what --json printed", fr: "ce que --json a affiché")
    case .truth: Phrase(en: "true or false", fr: "true ou false")
    case .text: Phrase(en: "a string", fr: "une chaîne de caractères")
    }
  }

  private static func expected(_ fault: JSONFault) -> Phrase {
    guard fault.isUnfinished else { return expected(fault.expected) }
    return Phrase(
      en: "the line ends too early: \(expected(fault.expected))",
      fr: "la ligne s'arrête trop tôt, \(expected(fault.expected))")
  }
}
