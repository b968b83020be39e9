import WildixCore

/// What the server has to say of what was sent to it.
extension Phrase {
  static func noJSON(_ fault: JSONFault) -> Phrase {
    Phrase(
      en: "the body is no JSON object: at byte \(fault.offset + 1), \(expected(fault.expected))",
      fr: "le corps n'est pas un objet JSON : à l'octet \(fault.offset + 1), \(expected(fault.expected))")
  }

  static func mustBeText(_ name: String) -> Phrase {
    Phrase(en: "\"\(name)\" must be a string", fr: "« \(name) » doit être une chaîne de caractères")
  }

  static func unknownMember(_ name: String, _ known: [String]) -> Phrase {
    let list = known.joined(separator: ", ")
    return Phrase(en: "\"\(name)\" is not known. There are: \(list).", fr: "« \(name) » est inconnu. Il y a : \(list).")
  }

  static func unknownParameter(_ name: String, _ known: [String]) -> Phrase {
    let list = known.joined(separator: ", ")
    return Phrase(
      en: "\(name): there is no such parameter. There are: \(list).",
      fr: "\(name) : ce paramètre n'existe pas. Il y a : \(list).")
  }

  static func givenTwice(_ name: String) -> Phrase {
    Phrase(en: "\(name) is given twice", fr: "\(name) est donné deux fois")
  }

  static func tooManyValues(_ name: String, _ most: Int) -> Phrase {
    Phrase(en: "\(name) is given more than \(most) times", fr: "\(name) est donné plus de \(most) fois")
  }

  static func tooManyWords(_ most: Int) -> Phrase {
    Phrase(en: "search: there are more than \(most) words", fr: "search : il y a plus de \(most) mots")
  }

  static func notTrueOrFalse(_ name: String, _ value: String) -> Phrase {
    Phrase(en: "\(name) \(value): write true or false", fr: "\(name) \(value) : écrivez true ou false")
  }

  static func notBetween(_ name: String, _ value: String, _ range: ClosedRange<Int>) -> Phrase {
    let (low, high) = (range.lowerBound, range.upperBound)
    return Phrase(
      en: "\(name) \(value): write a number from \(low) to \(high)",
      fr: "\(name) \(value) : écrivez un nombre de \(low) à \(high)")
  }

  static func noMark(_ text: String) -> Phrase {
    Phrase(
      en: "after \(text): take what an earlier answer to the same question has as \"next\"",
      fr: "after \(text) : prenez le « next » d'une réponse précédente à la même question")
  }

  static func noRevision(_ text: String) -> Phrase {
    Phrase(
      en: "If-Match \(text): take the \"revision\" of the call, in quotes",
      fr: "If-Match \(text) : prenez la « revision » de l'appel, entre guillemets")
  }

  static func noRole(_ text: String) -> Phrase {
    Phrase(en: "role \(text): write admin or user", fr: "role \(text) : écrivez admin ou user")
  }

  static let nothingToChange = Phrase(
    en: "there is nothing to change: give poste or role", fr: "il n'y a rien à changer : donnez poste ou role")
}
