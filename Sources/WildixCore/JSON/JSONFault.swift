/// Why bytes are not JSON, and where.
public struct JSONFault: Error, Equatable, Sendable {
  /// Offset of the offending byte, counted from the start of what was scanned.
  public var offset: Int
  /// What could have stood there.
  public var expected: JSONExpected
  /// True when the bytes ended too early, so that more of them may mend it.
  public var isUnfinished: Bool

  /// A fault at `offset`.
  public init(offset: Int, expected: JSONExpected, isUnfinished: Bool = false) {
    self.offset = offset
    self.expected = expected
    self.isUnfinished = isUnfinished
  }
}
