extension JSONText {
  /// A scanned value as it is spelled, a string with its quotes.
  public static func spelled(_ span: JSONSpan, in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let quotes = span.kind == .string ? 1 : 0
    return Array(bytes[span.range.lowerBound - quotes..<span.range.upperBound + quotes])
  }

  /// Appends `text` as Python's `json.dumps` spells it; `isASCII` is its `ensure_ascii`.
  public static func appendPythonString(_ text: String, isASCII: Bool, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += #"\""#.utf8
      case "\\": bytes += #"\\"#.utf8
      case "\n": bytes += #"\n"#.utf8
      case "\r": bytes += #"\r"#.utf8
      case "\t": bytes += #"\t"#.utf8
      case "\u{8}": bytes += #"\b"#.utf8
      case "\u{C}": bytes += #"\f"#.utf8
      case " "..."~": bytes.append(UInt8(scalar.value))
      default:
        if isASCII || scalar.value < 0x20 {
          for unit in UTF16.encode(scalar) ?? .init() { appendEscape(unit, to: &bytes) }
        } else {
          bytes += UTF8.encode(scalar) ?? .init()
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func appendEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    bytes += #"\u"#.utf8
    bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
    bytes += digits.utf8
  }

  /// JSON laid out as Python's `json.dump(indent=…)` does: `unit` is one step of indentation, `base` what stands before
  /// the line that the value begins on.
  public static func indented(_ json: [UInt8], unit: [UInt8], base: [UInt8], newline: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var (depth, isInString, isEscaped) = (0, false, false)
    func breakLine() {
      result += newline + base
      for _ in 0..<depth { result += unit }
    }
    let tokens = compact(json)
    for (index, byte) in tokens.enumerated() {
      if isInString {
        result.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        result.append(byte)
        depth += 1
        if !isEnd(tokens[index + 1]) { breakLine() }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if !isStart(tokens[index - 1]) { breakLine() }
        result.append(byte)
      case UInt8(ascii: ","):
        result.append(byte)
        breakLine()
      case UInt8(ascii: ":"): result += ": ".utf8
      default:
        isInString = byte == UInt8(ascii: "\"")
        result.append(byte)
      }
    }
    return result
  }

  private static func isStart(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }
  private static func isEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") }
}
