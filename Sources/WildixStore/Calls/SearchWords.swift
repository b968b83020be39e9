import WildixCore

/// What is typed to be searched for, as an expression of SQLite's FTS5.
enum SearchWords {
  /// Every word as the beginning of one that must be found; nil if there is no word in `text`.
  static func match(_ text: String) -> String? {
    let words = LetterFolding.folded(text).split(whereSeparator: \.isWhitespace).compactMap { term(String($0)) }
    return words.isEmpty ? nil : words.joined(separator: " AND ")
  }

  /// One word. In a word like `l'objet` each part must be found. A number is also looked for as numbers are compared.
  private static func term(_ word: String) -> String? {
    let parts = word.split { !$0.isLetter && !$0.isNumber && !$0.isMark }.map { quoted(String($0)) }
    guard !parts.isEmpty else { return nil }
    let all = parts.joined(separator: " AND ")
    let isNumber = word.contains(where: \.isNumber) && word.allSatisfy { $0.isNumber || "+.-".contains($0) }
    guard isNumber else { return all }
    let digits = digits(word)
    // Who reads +33 6… off a screen may leave out the plus; but a few digits are an extension.
    let others = digits.hasPrefix("0") || digits.count < 5 ? "" : " OR \(quoted("00" + digits))"
    return "(\(quoted(digits))\(others) OR (\(all)))"
  }

  private static func quoted(_ word: String) -> String { "\"\(word)\" *" }

  /// A number as one word of digits, as `SearchText` writes it.
  static func digits(_ number: String) -> String {
    PhoneNumber.normalized(number).replacingPlus
  }
}

extension String {
  /// `+33…` as `0033…`: a plus sign is no part of a word.
  fileprivate var replacingPlus: String { hasPrefix("+") ? "00" + dropFirst() : self }
}

extension Character {
  fileprivate var isMark: Bool {
    unicodeScalars.allSatisfy {
      switch $0.properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: true
      default: false
      }
    }
  }
}
