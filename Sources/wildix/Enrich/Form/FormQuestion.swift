import WildixCore

/// A question of the form.
enum FormQuestion: Hashable {
  case text(EnrichmentField)
  /// Whether the user answered the call.
  case answered
  /// To whom it was handed.
  case target

  /// All of them, in the order of an enrichment's fields.
  static let all: [FormQuestion] = EnrichmentField.allCases.compactMap(FormQuestion.init)

  /// The question for `field`; nil where nobody is asked.
  init?(_ field: EnrichmentField) {
    switch field {
    case .reponduParAgent: self = .answered
    case .traiteParOuTransmisA: self = .target
    case .saisiPar, .transferts: return nil
    case .date, .heure, .modeAccueil, .objet, .commentaireObjet, .resultat, .orientation, .commentaireResultat:
      self = .text(field)
    }
  }

  /// The field that the answer goes to.
  var field: EnrichmentField {
    switch self {
    case .text(let field): field
    case .answered: .reponduParAgent
    case .target: .traiteParOuTransmisA
    }
  }
}
