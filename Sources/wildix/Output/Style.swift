/// Colours of a terminal, by what they say.
enum Style: String {
  case plain = ""
  case heading = "1"
  case quiet = "2"
  case good = "32"
  case waiting = "33"
  case mine = "1;36"
  case elsewhere = "35"
  case bad = "31"

  /// `text` in this style.
  func applied(to text: String) -> String {
    self == .plain ? text : "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
  }
}

/// Text from outside on its way to a terminal.
enum TerminalText {
  /// `text` on one line and without control characters, which could move the cursor, recolour the screen or worse;
  /// signs that turn the direction of writing go too.
  static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isUnsafe(scalar) { result.append(scalar) } else { result.append(scalar == "\n" ? "⏎" : "\u{FFFD}") }
    }
    return String(result)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
