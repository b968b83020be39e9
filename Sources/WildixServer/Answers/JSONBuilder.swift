import WildixCore

/// JSON while it is being written.
struct JSONBuilder {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func open(_ bracket: Unicode.Scalar = "{") {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  mutating func close(_ bracket: Unicode.Scalar = "}") {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  /// The name of the member whose value comes next.
  mutating func name(_ name: String) {
    separate()
    JSONText.appendQuoted(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func add(json: some Sequence<UInt8>) {
    separate()
    bytes += json
    needsComma = true
  }

  mutating func add(_ text: String) {
    separate()
    JSONText.appendQuoted(text, to: &bytes)
    needsComma = true
  }

  mutating func add(_ name: String, _ text: String) {
    self.name(name)
    add(text)
  }

  mutating func add(_ name: String, _ number: Int) { add(name, json: "\(number)".utf8) }

  mutating func add(_ name: String, json: some Sequence<UInt8>) {
    self.name(name)
    add(json: json)
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}

extension CallRow {
  /// Appends the record as the PBX wrote it, with `enrichissement`, `statut` and `revision` added.
  func appendJSON(to bytes: inout [UInt8]) {
    let line = JSONText.isOnOneLine(record) ? record : JSONText.compact(record)
    bytes += line[..<(line.count - 1)]
    bytes += #","enrichissement":"#.utf8
    bytes += enrichment ?? Array("null".utf8)
    bytes += #","statut":""#.utf8
    bytes += status.rawValue.utf8
    bytes += #"","revision":""#.utf8
    bytes += revisionText.utf8
    bytes += #""}"#.utf8
  }

  /// The row as a JSON object.
  var json: [UInt8] {
    var bytes: [UInt8] = []
    appendJSON(to: &bytes)
    return bytes
  }

  /// The revision as JSON and ETags have it.
  var revisionText: String { String(revision, radix: 16) }
}
