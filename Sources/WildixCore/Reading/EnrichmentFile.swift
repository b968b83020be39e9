/// The enrichment file: one JSON object, keyed by call id.
public enum EnrichmentFile {
  /// An entry and where its value stands.
  public struct Entry: Sendable {
    public var id: String
    public var value: Range<Int>
  }

  /// The entries of a whole file, each id once: as in every common reader of JSON its last value counts. A file
  /// without anything but white space is an empty one. Throws `JSONFault` with an offset in `bytes`.
  public static func entries(in bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> [Entry] {
    var scanner = JSONScanner(bytes, isFinal: true)
    scanner.skipWhitespace()
    if scanner.position == bytes.count { return [] }
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    try scanner.scanMembers(.enrichments) { (key, value, bytes) throws(JSONFault) in
      guard value.kind == .object else {
        throw JSONFault(offset: value.range.lowerBound, expected: .enrichment)
      }
      let entry = Entry(id: JSONText.decode(key, in: bytes), value: value.range)
      if let place = places[entry.id] {
        entries[place] = entry
      } else {
        places[entry.id] = entries.count
        entries.append(entry)
      }
    }
    scanner.skipWhitespace()
    if scanner.position < bytes.count { throw scanner.fault(.endOfFile) }
    return entries
  }
}
