import WildixCore

/// What ArgumentParser says of arguments that cannot be understood. It speaks English alone and its errors are its own
/// secret, so that its text is all there is to go by; what fits no known pattern stays as it is.
struct ParserText {
  private let message: String
  private let below: [Substring]

  /// The message, and the whole text that begins with it.
  init(_ message: String, all: String) {
    self.message = message
    let start = all.firstRange(of: message)?.upperBound ?? all.endIndex
    below = all[start...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map { $0 }
  }

  /// All of it in `language`.
  func said(in language: Language) -> String {
    let lines = below.map { Self.say(String($0), Phrase.parserLines, language) }
    return ([Self.say(message, Phrase.parserMessages, language)] + lines).joined(separator: "\n")
  }

  private static func say(_ text: String, _ patterns: [Phrase], _ language: Language) -> String {
    guard language != .english else { return text }
    for pattern in patterns {
      if let values = values(in: text, Array(pattern[.english])) {
        return filled(pattern[language], with: values, language)
      }
    }
    return text
  }

  private static func isPlace(_ character: Character) -> Bool { character == "%" || character == "#" }

  /// What stands in the places of the pattern; nil if the text does not fit.
  private static func values(in text: String, _ pattern: [Character]) -> [Substring]? {
    var pieces = pattern.split(omittingEmptySubsequences: false, whereSeparator: isPlace).map { String($0) }
    guard let last = pieces.popLast(), let first = pieces.first, text.hasPrefix(first) else { return nil }
    var values: [Substring] = []
    var rest = text.dropFirst(first.count)
    for piece in pieces.dropFirst() {
      guard let range = rest.firstRange(of: piece) else { return nil }
      values.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    guard rest.hasSuffix(last) else { return nil }
    return values + [rest.dropLast(last.count)]
  }

  private static func filled(_ pattern: String, with values: [Substring], _ language: Language) -> String {
    var values = values[...]
    return pattern.reduce(into: "") { text, character in
      guard isPlace(character), let value = values.popFirst() else { return text.append(character) }
      text += character == "#" ? list(value, language) : String(value)
    }
  }

  private static func list(_ values: Substring, _ language: Language) -> String {
    [Phrase.parserOr, .parserAnd].reduce(String(values)) { text, word in
      text.replacing(word[.english], with: word[language])
    }
  }
}
