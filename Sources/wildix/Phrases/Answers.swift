import WildixCore

extension Language {
  /// Whether somebody said yes: in this language, or in English, which habit may type.
  func isYes(_ answer: String) -> Bool {
    let said = answer.lowercased()
    return ["y", "yes"].contains(said) || self == .french && ["o", "oui"].contains(said)
  }
}
