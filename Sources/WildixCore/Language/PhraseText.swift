/// A language as a type, for the side of a phrase that is in it.
public protocol PhraseLanguage {
  static var language: Language { get }
  /// What a source file says, as the language sets it.
  static func typeset(_ literal: String) -> String
}

/// One language's side of a phrase: a literal with values in it. The literal is typeset; the values stay as they are.
public struct PhraseText<Side: PhraseLanguage>: ExpressibleByStringInterpolation {
  let text: String

  public init(stringLiteral literal: String) { text = Side.typeset(literal) }
  public init(stringInterpolation parts: StringInterpolation) { text = parts.text }

  /// The parts of a literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    public mutating func appendLiteral(_ literal: String) { text += Side.typeset(literal) }

    /// A name, a path, words of others.
    public mutating func appendInterpolation(_ value: some StringProtocol) { text += value }

    /// A number that is none to be counted by: of a line, of a call.
    public mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }

    /// Another phrase, in the same language.
    public mutating func appendInterpolation(_ phrase: Phrase) { text += phrase[Side.language] }

    /// How many there are: `1,234`.
    public mutating func appendInterpolation(count: Int) { text += Side.language.grouped(count) }

    /// The form of a word that so many take.
    public mutating func appendInterpolation(for count: Int, _ singular: String, _ plural: String) {
      text += Side.language.isSingular(count) ? singular : plural
    }

    /// `alice, bob and carol`, with the word before the last one.
    public mutating func appendInterpolation(_ names: [String], _ word: String) {
      guard let last = names.last, names.count > 1 else { return text += names.first ?? "" }
      text += names.dropLast().joined(separator: ", ") + " \(word) \(last)"
    }
  }
}

/// The English side of phrases.
public enum English: PhraseLanguage {
  public static var language: Language { .english }
  public static func typeset(_ literal: String) -> String { literal }
}

/// The French side of phrases.
public enum French: PhraseLanguage {
  public static var language: Language { .french }

  /// The spaces before `: ; ? ! »` and behind `«` do not break, so that sources can do with plain ones, which can be seen;
  /// the apostrophe in a word is a curved one. Apostrophes around what a shell is given stay straight.
  public static func typeset(_ literal: String) -> String {
    var (set, before) = (String.UnicodeScalarView(), " " as Unicode.Scalar)
    var rest = literal.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case " " where before == "«" || rest.first.map(isSpaced) ?? false: set.append("\u{A0}")
      case "'" where before.properties.isAlphabetic && (rest.first.map(isInWord) ?? true): set.append("’")
      default: set.append(scalar)
      }
      before = scalar
    }
    return String(set)
  }

  /// `de bob`, `d’alice`.
  public static func of(_ name: String) -> String {
    "aàâeéèêëiîïoôuùûyh".contains(name.prefix(1).lowercased()) && !name.isEmpty ? "d’\(name)" : "de \(name)"
  }

  private static func isSpaced(_ scalar: Unicode.Scalar) -> Bool { ":;?!»".unicodeScalars.contains(scalar) }

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || scalar == "«" }
}
