/// Finds values in bytes that hold JSON (RFC 8259), validating every byte it passes: what is skipped is checked as
/// strictly as what is taken. It allocates nothing and decodes nothing.
///
/// When the bytes end inside a value the fault says `isUnfinished`; a reader then gets more bytes and scans again.
/// Half a surrogate pair (`\ud800` alone) is let through, since Python and PBXs write it and it harms nobody.
public struct JSONScanner {
  /// Arrays and objects may stand this deep in each other.
  public static let maximumDepth = 512

  let bytes: UnsafeBufferPointer<UInt8>
  /// True when nothing follows these bytes: a number that touches their end is then complete.
  let isFinal: Bool
  /// Offset of the next byte to look at.
  public var position: Int

  /// A scanner over `bytes`, which must outlive it.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0, isFinal: Bool) {
    self.bytes = bytes
    self.position = position
    self.isFinal = isFinal
  }

  /// Passes space, tab, line feed and carriage return.
  @inline(__always)
  public mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// The next byte, which stays where it is.
  @inline(__always)
  public func peek(_ expected: JSONExpected) throws(JSONFault) -> UInt8 {
    guard position < bytes.count else { throw unfinished(expected) }
    return bytes[position]
  }

  /// Passes exactly `byte`.
  @inline(__always)
  public mutating func expect(_ byte: UInt8, _ expected: JSONExpected) throws(JSONFault) {
    guard try peek(expected) == byte else { throw fault(expected) }
    position += 1
  }

  /// Passes one value with all that is in it, and says where it was.
  public mutating func scanValue() throws(JSONFault) -> JSONSpan {
    let start = position
    switch try peek(.value) {
    case UInt8(ascii: "\""): return try scanString(.value)
    case UInt8(ascii: "{"):
      try skipContainer()
      return JSONSpan(kind: .object, range: start..<position)
    case UInt8(ascii: "["):
      try skipContainer()
      return JSONSpan(kind: .array, range: start..<position)
    case UInt8(ascii: "t"): return try scanLiteral("true", .true, .trueWord)
    case UInt8(ascii: "f"): return try scanLiteral("false", .false, .falseWord)
    case UInt8(ascii: "n"): return try scanLiteral("null", .null, .nullWord)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try scanNumber()
    default: throw fault(.value)
    }
  }

  private mutating func scanLiteral(
    _ word: StaticString, _ kind: JSONKind, _ expected: JSONExpected
  ) throws(JSONFault) -> JSONSpan {
    let start = position
    for index in 0..<word.utf8CodeUnitCount {
      try expect(word.utf8Start[index], expected)
    }
    return JSONSpan(kind: kind, range: start..<position)
  }

  /// Passes an array or object without recursion: one bit a level says which of the two it is.
  private mutating func skipContainer() throws(JSONFault) {
    var levels = NestingLevels()
    repeat {
      skipWhitespace()
      let byte = try peek(.value)
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        guard levels.push(isObject) else { throw fault(.lessNesting) }
        position += 1
        skipWhitespace()
        let end = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if try peek(isObject ? .keyOrEnd : .valueOrEnd) == end {
          position += 1
          levels.pop()
          break
        }
        if isObject { try skipKey() }
        continue
      default:
        _ = try scanValue()
      }
      try skipEnds(&levels)
    } while levels.depth > 0
  }

  /// Behind a value: its comma and the next key, or the ends of what it stood in.
  private mutating func skipEnds(_ levels: inout NestingLevels) throws(JSONFault) {
    while levels.depth > 0 {
      skipWhitespace()
      let byte = try peek(levels.isObject ? .commaOrBrace : .commaOrBracket)
      if byte == UInt8(ascii: ",") {
        position += 1
        skipWhitespace()
        if levels.isObject { try skipKey() }
        return
      }
      guard byte == (levels.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw fault(levels.isObject ? .commaOrBrace : .commaOrBracket)
      }
      position += 1
      levels.pop()
    }
  }

  private mutating func skipKey() throws(JSONFault) {
    _ = try scanString(.key)
    skipWhitespace()
    try expect(UInt8(ascii: ":"), .colon)
  }

  func fault(_ expected: JSONExpected) -> JSONFault {
    JSONFault(offset: position, expected: expected)
  }

  func unfinished(_ expected: JSONExpected) -> JSONFault {
    JSONFault(offset: bytes.count, expected: expected, isUnfinished: true)
  }
}

/// Which of array and object each open level is, in 512 bits beside each other.
private struct NestingLevels {
  private(set) var depth = 0
  private var bits = SIMD8<UInt64>.zero

  var isObject: Bool { bits[(depth - 1) >> 6] >> UInt64((depth - 1) & 63) & 1 == 1 }

  mutating func push(_ isObject: Bool) -> Bool {
    guard depth < JSONScanner.maximumDepth else { return false }
    let mask = UInt64(1) << UInt64(depth & 63)
    if isObject { bits[depth >> 6] |= mask } else { bits[depth >> 6] &= ~mask }
    depth += 1
    return true
  }

  mutating func pop() { depth -= 1 }
}
