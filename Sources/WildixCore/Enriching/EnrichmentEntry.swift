/// The entry of a call in the enrichment file, while it is being edited: a JSON object of which what we do not set
/// stays as it is spelled, keys of others included.
public struct EnrichmentEntry: Sendable {
  private struct Member: Sendable {
    var name: String
    /// The key with its quotes, and the value, as they are spelled.
    var key: [UInt8]
    var value: [UInt8]
  }

  private var members: [Member] = []
  /// Whether what we write is to be spelled in ASCII alone.
  let isASCII: Bool

  /// An entry without anything.
  public init(isASCII: Bool) { self.isASCII = isASCII }

  /// The entry that is this JSON object.
  public init(json: UnsafeBufferPointer<UInt8>, isASCII: Bool) throws(JSONFault) {
    self.init(isASCII: isASCII)
    var scanner = JSONScanner(json, isFinal: true)
    try scanner.scanMembers(.enrichment) { (key, value, bytes) throws(JSONFault) in
      members.append(
        Member(
          name: JSONText.decode(key, in: bytes), key: JSONText.spelled(key, in: bytes),
          value: JSONText.spelled(value, in: bytes)))
    }
  }

  /// True if nothing stands in it.
  public var isEmpty: Bool { members.isEmpty }

  /// The entry as JSON on one line.
  public var json: [UInt8] {
    var bytes = [UInt8(ascii: "{")]
    for (index, member) in members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += member.key
      bytes.append(UInt8(ascii: ":"))
      bytes += JSONText.compact(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  /// The value of `field`, on one line; the last one if there are several, as in every common reader of JSON.
  public subscript(field: EnrichmentField) -> [UInt8]? {
    members.last { $0.name == field.rawValue }.map { JSONText.compact($0.value) }
  }

  mutating func set(_ field: EnrichmentField, to value: [UInt8]) {
    if let index = members.lastIndex(where: { $0.name == field.rawValue }) {
      members[index].value = value
    } else {
      members.append(Member(name: field.rawValue, key: quoted(field.rawValue), value: value))
    }
  }

  /// What `field` says, if it is a string.
  public func text(_ field: EnrichmentField) -> String? {
    self[field]?.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, isFinal: true)
      guard let span = try? scanner.scanValue(), span.kind == .string else { return nil }
      return JSONText.decode(span, in: bytes)
    }
  }

  /// How the call stands.
  public var handling: Handling {
    let isAnswered: Bool? =
      switch self[.reponduParAgent] {
      case Array("true".utf8): true
      case Array("false".utf8): false
      default: nil
      }
    return Handling(isAnswered: isAnswered, target: text(.traiteParOuTransmisA) ?? "")
  }

  func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONText.appendPythonString(text, isASCII: isASCII, to: &bytes)
    return bytes
  }
}
