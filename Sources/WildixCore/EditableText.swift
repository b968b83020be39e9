/// Text as it can be edited on a line of a terminal: what would steer the terminal has a visible stand-in there, and is
/// put back in its place afterwards.
public struct EditableText: Equatable, Sendable {
  /// The text with stand-ins.
  public let shown: String
  private let originals: [Unicode.Scalar: Unicode.Scalar]

  private static let others: [Unicode.Scalar] = ["◆", "◇", "●", "○", "■", "□", "▲", "△", "▼", "▽"]

  /// Makes `text` editable.
  public init(_ text: String) {
    let present = Set(text.unicodeScalars)
    var standIns: [Unicode.Scalar: Unicode.Scalar] = [:]
    var taken = present
    for scalar in present.filter(PrintableText.isControl).sorted() {
      let candidates = [Self.picture(of: scalar)].compactMap(\.self) + Self.others
      guard let standIn = candidates.first(where: { !taken.contains($0) }) else { continue }
      standIns[scalar] = standIn
      taken.insert(standIn)
    }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(standIns[scalar] ?? scalar) }
    // Only where there are more kinds of them than stand-ins.
    self.shown = PrintableText.of(String(shown))
    originals = Dictionary(uniqueKeysWithValues: standIns.map { ($1, $0) })
  }

  /// What `edited` is, which was made from `shown`, with everything back in its place.
  public func restored(_ edited: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in edited.unicodeScalars { text.append(originals[scalar] ?? scalar) }
    return String(text)
  }

  /// ␊ for a line feed, as Unicode has it.
  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
    case 0x7F: "\u{2421}"
    default: nil
    }
  }
}
