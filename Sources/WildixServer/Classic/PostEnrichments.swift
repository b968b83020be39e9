import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  /// Bytes of all entries together.
  static let archiveLimit = 4 << 20

  /// Entries that are looked at together.
  private static let mostEntries = 10_000

  /// Merges entries in, all or none. What a client sends back as it got it is no change, and nobody saved it.
  @Sendable func postEnrichments(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let drafts = try Self.drafts(try await request.content(upTo: Self.archiveLimit))
    let ids = drafts.map(\.id)
    let changed = try await stores.run(for: viewer) { store in
      var changed: [EnrichmentDraft] = []
      var index = 0
      try store.calls(ids, for: viewer) { row in
        guard let row else { throw EnrichmentRefusal(index: index, id: ids[index], reason: .unknownCall) }
        if try !drafts[index].isContained(in: row.enrichment) { changed.append(drafts[index]) }
        index += 1
        return true
      }
      return changed
    }
    if !changed.isEmpty { _ = try await save(changed, by: viewer) }
    let json = try await stores.run(for: viewer) { store in
      var json = JSONBuilder()
      json.open()
      json.add("status", "success")
      json.name("data")
      json.open()
      var next = ids.makeIterator()
      try store.calls(ids, for: viewer) { row in
        if let id = next.next() { json.add(id.text, json: row?.enrichment ?? Array("null".utf8)) }
        return true
      }
      json.close()
      json.close()
      return json.bytes
    }
    return .json(json)
  }

  /// One draft for each call: as in every common reader of JSON its last entry counts.
  private static func drafts(_ body: [UInt8]) throws -> [EnrichmentDraft] {
    var entries: [(id: CallID, value: Range<Int>)] = []
    var places: [CallID: Int] = [:]
    var count = 0
    do throws(JSONFault) {
      try body.withUnsafeBufferPointer { (bytes) throws(JSONFault) in
        var scanner = JSONScanner(bytes, isFinal: true)
        scanner.skipWhitespace()
        try scanner.scanMembers(.enrichments) { (key, value, bytes) throws(JSONFault) in
          guard value.kind == .object else {
            throw JSONFault(offset: value.range.lowerBound, expected: .enrichment)
          }
          count += 1
          guard count <= mostEntries else { return }
          let id = CallID(JSONText.decode(key, in: bytes))
          if let place = places.updateValue(entries.count, forKey: id) {
            (places[id], entries[place].value) = (place, value.range)
          } else {
            entries.append((id, value.range))
          }
        }
        scanner.skipWhitespace()
        if scanner.position < bytes.count {
          throw JSONFault(offset: scanner.position, expected: .endOfFile)
        }
      }
    } catch {
      throw Problem(.badRequest, .noJSON(error))
    }
    guard count <= mostEntries else { throw Problem(.contentTooLarge, .tooManyEntries(mostEntries)) }
    return try entries.map { entry in
      do throws(DraftFault) {
        return try body[entry.value].withUnsafeBufferPointer { (bytes) throws(DraftFault) in
          try EnrichmentDraft(json: bytes, of: entry.id, isForeign: true)
        }
      } catch {
        throw Problem(error).with("id", entry.id.text)
      }
    }
  }
}

extension EnrichmentDraft {
  /// Whether all that it says stands there already.
  fileprivate func isContained(in enrichment: [UInt8]?) throws -> Bool {
    guard let enrichment else { return isEmpty }
    let entry = try enrichment.withUnsafeBufferPointer { (bytes) throws(JSONFault) in
      try EnrichmentEntry(json: bytes, isASCII: false)
    }
    let handling = entry.handling
    return texts.allSatisfy { entry.text($0.key) == $0.value }
      && (isAnswered == nil || isAnswered == handling.isAnswered) && (target == nil || target == handling.target)
  }
}
