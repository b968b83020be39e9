import WildixCore

/// Yes or no, as it is typed.
enum YesNo {
  /// What `text` says, in either language; nil if neither.
  static func parse(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "y", "yes", "o", "oui": true
    case "n", "no", "non": false
    default: nil
    }
  }

  static func text(_ value: Bool, _ language: Language) -> String { (value ? Phrase.yes : Phrase.no)[language] }
}
