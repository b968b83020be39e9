/// Turns scanned JSON into text and text into JSON.
public enum JSONText {
  /// What a scanned string says, its escapes resolved. Half a surrogate pair becomes U+FFFD.
  public static func decode(_ span: JSONSpan, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    let slice = UnsafeBufferPointer(rebasing: bytes[span.range])
    guard span.hasEscapes else { return String(decoding: slice, as: UTF8.self) }
    var units: [UInt8] = []
    units.reserveCapacity(slice.count)
    var index = 0
    while index < slice.count {
      guard slice[index] == UInt8(ascii: "\\"), index + 1 < slice.count else {
        units.append(slice[index])
        index += 1
        continue
      }
      let escape = slice[index + 1]
      index += 2
      if escape == UInt8(ascii: "u") {
        units.append(contentsOf: String(unicodeEscape(slice, &index)).utf8)
      } else {
        units.append(controlEscapes[escape] ?? escape)
      }
    }
    return String(decoding: units, as: UTF8.self)
  }

  private static let controlEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "t"): 0x09,
  ]

  /// The scalar whose four hex digits begin at `index`, together with its other half where it needs one.
  private static func unicodeEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Unicode.Scalar {
    let first = hex(bytes, index)
    index += 4
    guard 0xD800...0xDBFF ~= first, index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u"), 0xDC00...0xDFFF ~= hex(bytes, index + 2)
    else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let second = hex(bytes, index + 2)
    index += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32 {
    guard start + 4 <= bytes.count else { return 0xFFFD }
    return bytes[start..<start + 4].reduce(0) { $0 << 4 | (JSONScanner.hexDigit($1) ?? 0) }
  }

  /// Appends `text` as a JSON string, escaping only what must be.
  public static func appendQuoted(_ text: some StringProtocol, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
      case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
      case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
      case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: #"\u00"#.utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether valid JSON is on one line. Only between its tokens can it hold a control character: eight bytes without
  /// one are told at once.
  public static func isOnOneLine(_ json: [UInt8]) -> Bool {
    json.withUnsafeBytes { bytes in
      var offset = 0
      while offset + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let control = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
        if control != 0, bytes[offset..<offset + 8].contains(where: isLineEnd) { return false }
        offset += 8
      }
      return !bytes[offset...].contains(where: isLineEnd)
    }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Valid JSON without the white space between its tokens, so that it fits on one line.
  public static func compact(_ json: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(json.underestimatedCount)
    var isInString = false
    var isEscaped = false
    for byte in json {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        continue
      }
      result.append(byte)
    }
    return result
  }
}
