import WildixCore

extension Language {
  /// The language that a browser prefers by its `Accept-Language`; French if it names none that is spoken.
  init(acceptLanguage header: String?) {
    var (best, quality) = (Language.french, 0.0)
    for part in HeaderText.split(header ?? "", at: ",").prefix(32) {
      let pieces = HeaderText.split(part, at: ";")
      guard let name = HeaderText.split(pieces[0], at: "-").first?.lowercased() else { continue }
      let weight = HeaderText.weight(pieces) ?? 1
      guard let language = Language(rawValue: name), weight > quality else { continue }
      (best, quality) = (language, weight)
    }
    self = best
  }
}
