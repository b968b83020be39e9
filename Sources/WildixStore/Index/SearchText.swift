import WildixCore

/// What of a call is searched: names, numbers, and the texts of its enrichment.
enum SearchText {
  static func words(record: [UInt8], enrichment: [UInt8]?) -> String {
    var words: [String] = []
    record.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, isFinal: true)
      // The record was checked when it was read; there is nothing to be told of a fault here.
      try? scanner.scanMembers(.record) { (key, value, bytes) throws(JSONFault) in
        guard value.kind == .string || value.kind == .number, !value.range.isEmpty else { return }
        switch JSONText.decode(key, in: bytes) {
        case "from_name", "to_name": words.append(JSONText.decode(value, in: bytes))
        case "from_number", "to_number": words.append(SearchWords.digits(JSONText.decode(value, in: bytes)))
        default: break
        }
      }
    }
    let sketch = enrichment.flatMap { $0.withUnsafeBufferPointer { try? EnrichmentSketch(json: $0) } }
    return LetterFolding.folded((words + (sketch?.texts ?? [])).joined(separator: "\n"))
  }
}
