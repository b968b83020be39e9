/// A field before and after a save: JSON on one line, nil where it was not there.
public struct FieldChange: Equatable, Sendable {
  public var field: String
  public var old: [UInt8]?
  public var new: [UInt8]?

  /// A change of `field`.
  public init(field: String, old: [UInt8]?, new: [UInt8]?) {
    self.field = field
    self.old = old
    self.new = new
  }
}

/// Who changed what of a call's enrichment, and when: one line of the journal.
public struct EnrichmentChange: Equatable, Sendable {
  /// ISO 8601, with the offset of whoever saved.
  public var time: String
  public var user: String
  public var id: CallID
  public var fields: [FieldChange]

  /// A change by its parts.
  public init(time: String, user: String, id: CallID, fields: [FieldChange]) {
    self.time = time
    self.user = user
    self.id = id
    self.fields = fields
  }

  /// `{"le":…,"par":…,"id":…,"avant":{…},"apres":{…}}`, without a line end.
  public var json: [UInt8] {
    var bytes: [UInt8] = []
    for (start, text) in [("{\"le\":", time), (",\"par\":", user), (",\"id\":", id.text)] {
      bytes += start.utf8
      JSONText.appendQuoted(text, to: &bytes)
    }
    bytes += ",\"avant\":".utf8
    Self.append(fields.map { ($0.field, $0.old) }, to: &bytes)
    bytes += ",\"apres\":".utf8
    Self.append(fields.map { ($0.field, $0.new) }, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private static func append(_ values: [(String, [UInt8]?)], to bytes: inout [UInt8]) {
    var separator = "{"
    for (name, value) in values {
      guard let value else { continue }
      bytes += separator.utf8
      JSONText.appendQuoted(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes += value
      separator = ","
    }
    if separator == "{" { bytes.append(UInt8(ascii: "{")) }
    bytes.append(UInt8(ascii: "}"))
  }
}

extension EnrichmentChange {
  /// Reads a line of the journal; nil if it is none, as when a crash has torn it.
  public init?(line: UnsafeBufferPointer<UInt8>) {
    var texts: [String: String] = [:]
    var names: [String] = []
    var values: [String: [String: [UInt8]]] = [:]
    var scanner = JSONScanner(line, isFinal: true)
    let isWhole: Void? = try? scanner.scanMembers(.change) { (key, value, bytes) throws(JSONFault) in
      let name = JSONText.decode(key, in: bytes)
      if value.kind == .string { texts[name] = JSONText.decode(value, in: bytes) }
      guard value.kind == .object else { return }
      var members = JSONScanner(UnsafeBufferPointer(rebasing: bytes[value.range]), isFinal: true)
      try members.scanMembers(.object) { (key, value, bytes) throws(JSONFault) in
        let field = JSONText.decode(key, in: bytes)
        if !names.contains(field) { names.append(field) }
        values[name, default: [:]][field] = JSONText.spelled(value, in: bytes)
      }
    }
    scanner.skipWhitespace()
    guard isWhole != nil, scanner.position == line.count, let time = texts["le"], let user = texts["par"],
      let id = texts["id"]
    else { return nil }
    let fields = names.map { FieldChange(field: $0, old: values["avant"]?[$0], new: values["apres"]?[$0]) }
    self.init(time: time, user: user, id: CallID(id), fields: fields)
  }
}
