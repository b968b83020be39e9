import WildixCore

/// An enrichment file's bytes, with the places of some of its entries: these can be replaced and others added, while
/// every other byte stays what it is.
struct EnrichmentSplice {
  let layout: EnrichmentLayout
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The value of each wanted entry that is there, the last one where there are several: it is the one that counts.
  private var places: [String: Range<Int>] = [:]
  /// Behind the last entry; nil if there is none.
  private var end: Int?
  /// The braces of the object; nil if the file holds nothing but white space.
  private var braces: Range<Int>?

  /// Looks for `wanted` in `bytes`, which must outlive this. Throws `JSONFault` if they are no enrichment file.
  init(_ bytes: UnsafeBufferPointer<UInt8>, wanted: [CallID]) throws(JSONFault) {
    self.bytes = bytes
    var scanner = JSONScanner(bytes, isFinal: true)
    scanner.skipWhitespace()
    let start = scanner.position
    guard start < bytes.count else {
      layout = EnrichmentLayout()
      return
    }
    let wanted = Set(wanted.map(\.text))
    var (places, end): ([String: Range<Int>], Int?) = ([:], nil)
    try scanner.scanMembers(.enrichments) { (key, value, bytes) throws(JSONFault) in
      guard value.kind == .object else {
        throw JSONFault(offset: value.range.lowerBound, expected: .enrichment)
      }
      let id = JSONText.decode(key, in: bytes)
      if wanted.contains(id) { places[id] = value.range }
      end = value.range.upperBound
    }
    braces = start..<scanner.position
    scanner.skipWhitespace()
    if scanner.position < bytes.count {
      throw JSONFault(offset: scanner.position, expected: .endOfFile)
    }
    layout = EnrichmentLayout(of: bytes, start: start)
    self.places = places
    self.end = end
  }

  /// The entry of `id`, if it is there.
  func value(of id: CallID) -> UnsafeBufferPointer<UInt8>? {
    places[id.text].map { UnsafeBufferPointer(rebasing: bytes[$0]) }
  }

  /// An entry, a JSON object, as it is to stand in the file.
  func laidOut(_ entry: [UInt8]) -> [UInt8] {
    JSONText.indented(entry, unit: layout.unit, base: layout.unit, newline: layout.newline)
  }

  /// Shows the whole file with these entries, each laid out, in place of those of the same ids or behind all others.
  func write(
    _ entries: [(id: CallID, value: [UInt8])], to body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var position = 0
    func copy(to offset: Int) throws {
      try body(UnsafeBufferPointer(rebasing: bytes[position..<offset]))
      position = offset
    }
    let replaced = entries.compactMap { entry in places[entry.id.text].map { (place: $0, value: entry.value) } }
    for (place, value) in replaced.sorted(by: { $0.place.lowerBound < $1.place.lowerBound }) {
      try copy(to: place.lowerBound)
      try value.withUnsafeBufferPointer(body)
      position = place.upperBound
    }
    let added = entries.filter { places[$0.id.text] == nil }
    if !added.isEmpty {
      let start = end ?? braces.map { $0.lowerBound + 1 } ?? 0
      try copy(to: start)
      try members(added).withUnsafeBufferPointer(body)
      // What stands between the last entry and the closing brace stays, if it makes the brace begin a line.
      guard let braces else {
        try Array("\n}".utf8).withUnsafeBufferPointer(body)
        return try copy(to: bytes.count)
      }
      let close = braces.upperBound - 1
      if end == nil || !bytes[start..<close].contains(UInt8(ascii: "\n")) {
        try layout.newline.withUnsafeBufferPointer(body)
        position = close
      }
    }
    try copy(to: bytes.count)
  }

  /// Members with all that stands before and between them.
  private func members(_ added: [(id: CallID, value: [UInt8])]) -> [UInt8] {
    var text = braces == nil ? [UInt8(ascii: "{")] : []
    for (index, entry) in added.enumerated() {
      if index > 0 || end != nil { text.append(UInt8(ascii: ",")) }
      text += layout.newline + layout.unit
      JSONText.appendPythonString(entry.id.text, isASCII: layout.isASCII, to: &text)
      text += Array(": ".utf8) + entry.value
    }
    return text
  }
}
