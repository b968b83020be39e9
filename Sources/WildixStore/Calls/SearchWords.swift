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
    let parts = word.unicodeScalars.split { !Tokenizer.isInWord($0) }.map { quoted(String($0)) }
    guard !parts.isEmpty else { return nil }
    let all = parts.joined(separator: " AND ")
    let digits = digits(word)
    guard !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return all }
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

/// What is part of a word to SQLite's tokenizer `unicode61`, which goes by code points as Unicode 6.1 had them. A word that
/// it takes for two is an error here, because the index does not keep which word follows which.
private enum Tokenizer {
  static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .privateUse:
      !wereMarks.contains { $0.contains(scalar.value) }
    default: isDiacritic(scalar.value)
    }
  }

  /// The vowel signs of New Tai Lue and two Vedic signs are letters by now.
  private static let wereMarks: [ClosedRange<UInt32>] = [0x19B0...0x19C9, 0x1CF2...0x1CF3]

  /// The marks that are left out within a word.
  private static func isDiacritic(_ value: UInt32) -> Bool {
    0x300...0x331 ~= value && 0x0003_61F8_0802_9FDF >> UInt64(value - 0x300) & 1 == 1
  }
}

extension String {
  /// `+33…` as `0033…`: a plus sign is no part of a word.
  fileprivate var replacingPlus: String { hasPrefix("+") ? "00" + dropFirst() : self }
}
