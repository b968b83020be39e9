/// Looks into one JSON object.
public enum JSONObject {
  /// The value of the member `name`, the last one if there are several; nil if there is none.
  public static func member(_ name: String, of object: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSONSpan? {
    var found: JSONSpan?
    var scanner = JSONScanner(object, isFinal: true)
    try scanner.scanMembers(.object) { (key, value, bytes) throws(JSONFault) in
      if JSONText.decode(key, in: bytes) == name { found = value }
    }
    return found
  }

  /// A value as text: a string's content, a number or boolean as written, nothing for null, and an array or object as
  /// JSON on one line.
  public static func text(_ span: JSONSpan, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    switch span.kind {
    case .null: nil
    case .string: JSONText.decode(span, in: bytes)
    case .number, .true, .false: String(decoding: bytes[span.range], as: UTF8.self)
    case .array, .object: String(decoding: JSONText.compact(bytes[span.range]), as: UTF8.self)
    }
  }
}
