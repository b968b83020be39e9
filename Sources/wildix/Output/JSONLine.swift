import WildixCore

/// JSON objects on one line, for what wildix itself has to say.
enum JSONLine {
  /// The object with these members, in this order.
  static func object(_ members: [(String, Cell)]) -> [UInt8] {
    var bytes = [UInt8(ascii: "{")]
    for (index, (name, cell)) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.appendQuoted(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      switch cell {
      case .text(let text): JSONText.appendQuoted(text, to: &bytes)
      case .number(let number): bytes.append(contentsOf: String(number).utf8)
      case .time(let seconds): JSONText.appendQuoted(Cell.universal(seconds), to: &bytes)
      case .none: bytes.append(contentsOf: "null".utf8)
      }
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }
}
