/// The seven things a JSON value can be.
public enum JSONKind: UInt8, Sendable {
  case string, number, `true`, `false`, null, object, array
}

/// Where a value stands in the bytes it was scanned from.
public struct JSONSpan: Sendable, Equatable {
  public var kind: JSONKind
  /// The value's bytes; a string's without its quotes.
  public var range: Range<Int>
  /// True when a string holds at least one backslash.
  public var hasEscapes: Bool

  /// A value of `kind` at `range`.
  public init(kind: JSONKind, range: Range<Int>, hasEscapes: Bool = false) {
    self.kind = kind
    self.range = range
    self.hasEscapes = hasEscapes
  }
}
