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
