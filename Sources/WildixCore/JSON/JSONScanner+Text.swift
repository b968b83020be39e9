extension JSONScanner {
  /// Passes a string with its quotes; the span is what stands between them.
  public mutating func scanString(_ expected: JSONExpected) throws(JSONFault) -> JSONSpan {
    try expect(UInt8(ascii: "\""), expected)
    let start = position
    var hasEscapes = false
    while true {
      skipPlainText()
      let byte = try peek(.quote)
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return JSONSpan(kind: .string, range: start..<(position - 1), hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try skipEscape()
      case 0..<0x20: throw fault(.noControlCharacter)
      case 0x80...: try skipScalar()
      default: position += 1
      }
    }
  }

  /// Passes ASCII that means only itself, eight bytes a step; leaves the last few to the caller.
  @inline(__always)
  private mutating func skipPlainText() {
    guard let base = bytes.baseAddress else { return }
    while position + 8 <= bytes.count {
      let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self).littleEndian
      let special = Self.specialBytes(word)
      guard special == 0 else {
        position += special.trailingZeroBitCount >> 3
        return
      }
      position += 8
    }
  }

  /// A high bit in each byte that is a quote, a backslash, a control character or not ASCII; exact up to the first.
  @inline(__always)
  private static func specialBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    return ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) | word) & highs
  }

  private mutating func skipEscape() throws(JSONFault) {
    position += 1
    switch try peek(.escape) {
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 {
        guard Self.hexDigit(try peek(.hexDigits)) != nil else { throw fault(.hexDigits) }
        position += 1
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    default: throw fault(.knownEscape)
    }
  }

  /// Passes one scalar of two to four bytes, well-formed by table 3-7 of the Unicode standard.
  private mutating func skipScalar() throws(JSONFault) {
    let lead = bytes[position]
    let second: ClosedRange<UInt8>
    let count: Int
    switch lead {
    case 0xC2...0xDF: (count, second) = (2, 0x80...0xBF)
    case 0xE0: (count, second) = (3, 0xA0...0xBF)
    case 0xED: (count, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (count, second) = (3, 0x80...0xBF)
    case 0xF0: (count, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (count, second) = (4, 0x80...0xBF)
    case 0xF4: (count, second) = (4, 0x80...0x8F)
    default: throw fault(.utf8)
    }
    for index in 1..<count {
      guard position + index < bytes.count else { throw unfinished(.utf8) }
      guard (index == 1 ? second : 0x80...0xBF).contains(bytes[position + index]) else { throw fault(.utf8) }
    }
    position += count
  }

  /// Passes a number. Its form is checked, its size is not: nobody computes with it here.
  mutating func scanNumber() throws(JSONFault) -> JSONSpan {
    let start = position
    if try peek(.number) == UInt8(ascii: "-") { position += 1 }
    if try peek(.digit) == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
    if nextIs(UInt8(ascii: "."), UInt8(ascii: ".")) {
      position += 1
      try skipDigits()
    }
    if nextIs(UInt8(ascii: "e"), UInt8(ascii: "E")) {
      position += 1
      if nextIs(UInt8(ascii: "+"), UInt8(ascii: "-")) { position += 1 }
      try skipDigits()
    }
    guard position < bytes.count || isFinal else { throw unfinished(.restOfNumber) }
    return JSONSpan(kind: .number, range: start..<position)
  }

  private func nextIs(_ one: UInt8, _ other: UInt8) -> Bool {
    position < bytes.count && (bytes[position] == one || bytes[position] == other)
  }

  private mutating func skipDigits() throws(JSONFault) {
    guard 0x30...0x39 ~= (try peek(.digit)) else { throw fault(.digit) }
    while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
  }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }
}
