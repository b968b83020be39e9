/// What names a call: a string in the PBX's export, or a number, which means the same as its digits in a string.
public struct CallID: Hashable, Sendable, CustomStringConvertible {
  /// The id as text, `67` for both `"67"` and `67`.
  public let text: String

  /// The id that reads `text`.
  public init(_ text: String) { self.text = text }

  public var description: String { text }

  /// The value of an id that is a plain whole number of at most 18 digits: such ids are ordered by it, and come
  /// behind all others, whose order means nothing but stays the same.
  public var number: Int64? {
    let digits = text.utf8
    guard (1...18).contains(digits.count), digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
    return Int64(text)
  }
}
