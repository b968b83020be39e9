import WildixCore

extension Language {
  /// The language that a browser prefers by its `Accept-Language`; French if it names none that is spoken.
  init(acceptLanguage header: String?) {
    var (best, quality) = (Language.french, 0.0)
    for part in (header ?? "").split(separator: ",").prefix(32) {
      let pieces = part.split(separator: ";")
      guard let tag = pieces.first?.drop(while: { $0 == " " }) else { continue }
      let name = tag.prefix { $0 != "-" && $0 != " " }.lowercased()
      let weight =
        pieces.dropFirst().compactMap { piece -> Double? in
          let text = piece.drop { $0 == " " }
          return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
        }.first ?? 1
      guard let language = Language(rawValue: name), weight > quality else { continue }
      (best, quality) = (language, weight)
    }
    self = best
  }
}
