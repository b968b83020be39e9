import CReadline
import Glibc
import WildixCore

/// readline's line, kept free of what would steer the terminal instead of being shown on it.
enum LineBuffer {
  /// The bytes of the line.
  static var bytes: [UInt8] {
    guard let line = creadline_line() else { return [] }
    return UnsafeBufferPointer(start: line, count: Int(creadline_length())).map { UInt8(bitPattern: $0) }
  }

  /// Whether `text` may be shown as it is.
  static func isFit(_ text: String) -> Bool { !text.unicodeScalars.contains(where: PrintableText.isControl) }

  /// `bytes` as one line: what ended a line is a space, at the end nothing.
  static func oneLine(_ bytes: [UInt8]) -> String {
    var line = String.UnicodeScalarView()
    var space = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if PrintableText.isControl(scalar) {
        space = true
      } else {
        if space, !line.isEmpty, line.last != " ", scalar != " " { line.append(" ") }
        space = false
        line.append(scalar)
      }
    }
    return String(line)
  }

  /// Makes spaces of control characters, which can be typed after Ctrl-V, and question marks of bytes that are no UTF-8,
  /// at which readline may never come to an end; true if there are such. As many as there were: readline remembers
  /// places in the line.
  static func defuse() -> Bool {
    guard let line = creadline_line() else { return false }
    let count = Int(creadline_length())
    return line.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
      defuse(UnsafeMutableBufferPointer(start: bytes, count: count))
    }
  }

  private static func defuse(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    var isForeign = false
    var index = 0
    while index < bytes.count {
      // The most common by far.
      if 0x20..<0x7F ~= bytes[index] {
        index += 1
        continue
      }
      let length = min(length(bytes[index]), bytes.count - index)
      let text = String(validating: bytes[index..<index + length], as: UTF8.self)
      if let text {
        if !isFit(text) { replace(bytes, index..<index + length, by: " ") }
        index += length
      } else {
        isForeign = true
        replace(bytes, index..<index + 1, by: "?")
        index += 1
      }
    }
    return isForeign
  }

  /// How many bytes a character has that begins with `byte`.
  private static func length(_ byte: UInt8) -> Int {
    switch byte {
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0...: 4
    default: 1
    }
  }

  private static func replace(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ places: Range<Int>, by byte: Unicode.Scalar)
  {
    for place in places { bytes[place] = UInt8(ascii: byte) }
  }
}
