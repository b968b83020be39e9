/// Telephone numbers as they are compared: `06 12.34-56` is `06123456`, and `0033` is `+33`.
public enum PhoneNumber {
  /// `text` without spaces (no-break ones too), dots and dashes, a leading `00` written `+`.
  public static func normalized(_ text: String) -> String {
    var digits = text
    if !text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      digits = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isSeparator($0) }))
    }
    return digits.utf8.starts(with: "00".utf8) ? "+" + digits.dropFirst(2) : digits
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", ".", "-", "\u{A0}", "\u{202F}", "\u{2010}", "\u{2011}": true
    default: false
    }
  }
}

/// A number in a filter: exactly that one, or with a star at its end every number that begins so.
public struct NumberPattern: Equatable, Sendable {
  /// The number or its beginning, normalized.
  public let text: String
  public let isPrefix: Bool

  /// The pattern written `text`; nil if nothing but a star or separators stands there.
  public init?(_ text: String) {
    let isPrefix = text.hasSuffix("*")
    let number = PhoneNumber.normalized(isPrefix ? String(text.dropLast()) : text)
    guard !number.isEmpty, !number.contains("*") else { return nil }
    self.text = number
    self.isPrefix = isPrefix
  }

  /// Whether a normalized number is meant.
  public func matches(_ number: String) -> Bool {
    isPrefix ? number.utf8.starts(with: text.utf8) : number == text
  }
}
