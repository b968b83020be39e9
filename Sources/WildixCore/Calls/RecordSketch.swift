/// The fields of a record that an index needs.
public enum SketchField: Int, CaseIterable, Sendable {
  case id, start, timezone, fromNumber, toNumber, channel, dstchannel, disposition, duration

  /// The field that a key names. One comparison of lengths and bytes: it runs for every key of every record.
  static func named(_ key: UnsafeBufferPointer<UInt8>) -> SketchField? {
    let candidate: (StaticString, SketchField)
    switch (key.count, key.first) {
    case (2, _): candidate = ("id", .id)
    case (5, UInt8(ascii: "s")): candidate = ("start", .start)
    case (7, UInt8(ascii: "c")): candidate = ("channel", .channel)
    case (8, UInt8(ascii: "t")): candidate = ("timezone", .timezone)
    case (8, UInt8(ascii: "d")): candidate = ("duration", .duration)
    case (9, UInt8(ascii: "t")): candidate = ("to_number", .toNumber)
    case (10, UInt8(ascii: "d")): candidate = ("dstchannel", .dstchannel)
    case (11, UInt8(ascii: "f")): candidate = ("from_number", .fromNumber)
    case (11, UInt8(ascii: "d")): candidate = ("disposition", .disposition)
    default: return nil
    }
    let name = UnsafeBufferPointer(start: candidate.0.utf8Start, count: candidate.0.utf8CodeUnitCount)
    return key.elementsEqual(name) ? candidate.1 : nil
  }
}

/// Where a record stands in its block, and where in the block its indexed fields are.
public struct RecordSketch: Sendable {
  /// The record's bytes within its block, from { to }.
  public var range: Range<Int>
  /// `ContentHash` of those bytes.
  public var hash: UInt64 = 0
  private var spans: InlineArray<9, JSONSpan?> = .init(repeating: nil)

  init(start: Int) { range = start..<start }

  /// Where `field` is in the block, if the record has it.
  public subscript(field: SketchField) -> JSONSpan? {
    get { spans[field.rawValue] }
    set { spans[field.rawValue] = newValue }
  }
}

extension JSONScanner {
  /// Passes one record, which is an object with an id, and notes where the indexed fields are. As in every common
  /// reader of JSON the last of several equal keys counts.
  public mutating func scanRecord() throws(JSONFault) -> RecordSketch {
    var sketch = RecordSketch(start: position)
    try scanMembers(.recordObject) { (key, span, bytes) throws(JSONFault) in
      let field =
        key.hasEscapes
        ? SketchField.allCases.first { $0.key == JSONText.decode(key, in: bytes) }
        : SketchField.named(UnsafeBufferPointer(rebasing: bytes[key.range]))
      if let field { sketch[field] = span }
    }
    sketch.range = sketch.range.lowerBound..<position
    switch sketch[.id]?.kind {
    case .string where sketch[.id]?.range.isEmpty == false, .number: return sketch
    default: throw JSONFault(offset: sketch.range.lowerBound, expected: .recordWithID)
    }
  }

  /// Passes an object and shows each of its members: the key, the value, and the bytes that both point into.
  public mutating func scanMembers(
    _ expected: JSONExpected,
    _ each: (JSONSpan, JSONSpan, UnsafeBufferPointer<UInt8>) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    try expect(UInt8(ascii: "{"), expected)
    skipWhitespace()
    if try peek(.keyOrEnd) == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      let key = try scanString(.key)
      skipWhitespace()
      try expect(UInt8(ascii: ":"), .colon)
      skipWhitespace()
      try each(key, try scanValue(), bytes)
      skipWhitespace()
      let next = try peek(.commaOrBrace)
      guard next == UInt8(ascii: ",") else {
        try expect(UInt8(ascii: "}"), .commaOrBrace)
        return
      }
      position += 1
      skipWhitespace()
    }
  }
}

extension SketchField {
  /// The field's name in a record.
  var key: String {
    switch self {
    case .fromNumber: "from_number"
    case .toNumber: "to_number"
    default: "\(self)"
    }
  }
}
