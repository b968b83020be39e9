/// A language that wildix speaks.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case french = "fr"

  /// The language of a POSIX locale such as `fr_FR.UTF-8`, or of a tag such as `fr-CH`; English for all that is not spoken.
  public init(locale: String) {
    let name = locale.prefix { $0 != "_" && $0 != "." && $0 != "-" && $0 != "@" }
    self = Language(rawValue: name.lowercased()) ?? .english
  }

  /// The language that an environment asks for: LC_ALL, LC_MESSAGES and LANG in this order; an empty one counts as unset.
  public init(environment: (String) -> String?) {
    let locales = [environment("LC_ALL"), environment("LC_MESSAGES"), environment("LANG")]
    self.init(locale: locales.compactMap(\.self).first { !$0.isEmpty } ?? "")
  }

  /// A count as people read it: `1,234`, in French `1 234` with a narrow space at which no line breaks.
  public func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    return digits.indices.reduce(into: number < 0 ? "-" : "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text += self == .french ? "\u{202F}" : "," }
      text.append(digits[index])
    }
  }

  /// Whether so many take the singular: in French none does too.
  public func isSingular(_ number: Int) -> Bool { number == 1 || self == .french && number == 0 }
}
