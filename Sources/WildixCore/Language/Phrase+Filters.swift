// What is wrong with a filter.
extension Phrase {
  /// What is wrong with the value of a filter, which the reader knows as `name`: `--since`, or `since`.
  public static func filter(_ fault: FilterFault, name: String) -> Phrase {
    let value = fault.value
    return switch fault.filter {
    case .since, .until:
      Phrase(
        en: """
          \(name) \(value): no such time. Write 2026-11-22, '2026-11-22 14:30', 14:30, now, today, yesterday, monday, \
          -2h or 7d.
          """,
        fr: """
          \(name) \(value) : moment inconnu. Écrivez 2026-11-22, '2026-11-22 14:30', 14:30, now, today, yesterday, \
          monday, -2h ou 7d.
          """)
    case .from, .to, .number:
      Phrase(
        en: "\(name) \(value): not a number. Write 0612345678, or 0612* for all that begin so.",
        fr: "\(name) \(value) : pas un numéro. Écrivez 0612345678, ou 0612* pour tous ceux qui commencent ainsi.")
    case .minDuration, .maxDuration:
      Phrase(
        en: "\(name) \(value): not a duration. Write 90, 90s, 2m or 1h.",
        fr: "\(name) \(value) : pas une durée. Écrivez 90, 90s, 2m ou 1h.")
    case .search:
      Phrase(en: "\(name) '\(value)': there is no word in it.", fr: "\(name) '\(value)' : il n'y a aucun mot dedans.")
    case .disposition: oneOf(name, value, Disposition.named.map(\.name))
    case .status: oneOf(name, value, CallStatus.allCases.map(\.rawValue))
    // Any text will do.
    case .id, .poste, .transferredTo, .transferredBy: Phrase(verbatim: "\(name) \(value)")
    }
  }

  private static func oneOf(_ name: String, _ value: String, _ known: [String]) -> Phrase {
    let list = known.joined(separator: ", ")
    return Phrase(
      en: "\(name) \(value): there is no such value. There are: \(list).",
      fr: "\(name) \(value) : valeur inconnue. Il y a : \(list).")
  }

  /// A field that a listing cannot be sorted by.
  public static func unknownSort(_ field: String, name: String) -> Phrase {
    let known = CallField.allCases.map(\.rawValue).joined(separator: ", ")
    return Phrase(
      en: "\(name) \(field): no such field. There are: \(known).",
      fr: "\(name) \(field) : champ inconnu. Il y a : \(known).")
  }
}
