/// Text from elsewhere, made fit for a terminal.
public enum PrintableText {
  /// `text` with everything replaced that would steer a terminal instead of being shown.
  public static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { shown.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(shown)
  }

  /// Valid JSON that says the same and holds nothing that would steer a terminal: such scalars are written as escapes.
  public static func ofJSON(_ json: [UInt8]) -> [UInt8] {
    let text = String(decoding: json, as: UTF8.self)
    guard text.unicodeScalars.contains(where: isControl) else { return json }
    var shown: [UInt8] = []
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        let digits = String(scalar.value, radix: 16)
        shown += Array("\\u".utf8) + Array(String(repeating: "0", count: 4 - digits.count).utf8) + Array(digits.utf8)
      } else {
        shown += Array(String(scalar).utf8)
      }
    }
    return shown
  }

  /// Whether a scalar steers: control characters, line separators, and those that turn the direction of writing round.
  public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
