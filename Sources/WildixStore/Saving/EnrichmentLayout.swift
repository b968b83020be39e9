import WildixCore

/// How an enrichment file is laid out: what a new entry must look like to fit in. A file that says nothing of it is
/// written as Python's `json.dump(indent=2, ensure_ascii=False)` does.
struct EnrichmentLayout: Equatable {
  var newline = Array("\n".utf8)
  /// One step of indentation.
  var unit = Array("  ".utf8)
  /// Whether all that is not ASCII is written as an escape.
  var isASCII = false

  /// The layout of a file without anything.
  init() {}

  /// The layout of the object in `bytes`, which begins at `start`.
  init(of bytes: UnsafeBufferPointer<UInt8>, start: Int) {
    isASCII = Self.isEscaped(bytes)
    var scanner = JSONScanner(bytes, at: start + 1, isFinal: true)
    scanner.skipWhitespace()
    let space = bytes[start + 1..<scanner.position]
    guard let end = space.lastIndex(of: UInt8(ascii: "\n")) else { return }
    if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { newline = Array("\r\n".utf8) }
    let isEmptyObject = scanner.position < bytes.count && bytes[scanner.position] == UInt8(ascii: "}")
    if !isEmptyObject { unit = Array(space[(end + 1)...]) }
  }

  /// True if there is an escape for what is not ASCII, and nothing that is not ASCII itself.
  private static func isEscaped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    var hasEscape = false
    while offset + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { return false }
      if !hasEscape { hasEscape = hasBackslash(word) && isEscape(raw, from: offset) }
      offset += 8
    }
    while offset < raw.count {
      if raw[offset] >= 0x80 { return false }
      if !hasEscape, raw[offset] == UInt8(ascii: "\\") { hasEscape = isEscape(raw, from: offset) }
      offset += 1
    }
    return hasEscape
  }

  private static func hasBackslash(_ word: UInt64) -> Bool {
    let slashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
    return (slashes &- 0x0101_0101_0101_0101) & ~slashes & 0x8080_8080_8080_8080 != 0
  }

  /// Whether one of the eight bytes from `offset` on begins an escape of U+007F or above. A backslash behind another
  /// one begins nothing.
  private static func isEscape(_ raw: UnsafeRawBufferPointer, from offset: Int) -> Bool {
    for index in offset..<min(offset + 8, raw.count) where raw[index] == UInt8(ascii: "\\") {
      guard index + 5 < raw.count, raw[index + 1] == UInt8(ascii: "u") else { continue }
      let isControl = raw[index + 2] == 0x30 && raw[index + 3] == 0x30 && 0x30...0x31 ~= raw[index + 4]
      var before = index
      while before > 0, raw[before - 1] == UInt8(ascii: "\\") { before -= 1 }
      if !isControl, (index - before) % 2 == 0 { return true }
    }
    return false
  }
}
