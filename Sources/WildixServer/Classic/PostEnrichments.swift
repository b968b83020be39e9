import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  /// Bytes of all entries together.
  static let archiveLimit = 4 << 20

  /// Merges entries in, all or none. What a client sends back as it got it is no change, and nobody saved it.
  @Sendable func postEnrichments(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let drafts = try Self.drafts(try await request.content(upTo: Self.archiveLimit))
    let changed = try await stores.run(for: viewer) { store in
      try drafts.enumerated().filter { index, draft in
        guard let row = try store.call(draft.id, for: viewer) else {
          throw EnrichmentRefusal(index: index, id: draft.id, reason: .unknownCall)
        }
        return try !draft.isContained(in: row.enrichment)
      }.map(\.element)
    }
    if !changed.isEmpty { _ = try await save(changed, by: viewer) }
    let ids = drafts.map(\.id)
    let json = try await stores.run(for: viewer) { store in
      var json = JSONBuilder()
      json.open()
      json.add("status", "success")
      json.name("data")
      json.open()
      for id in ids {
        json.add(id.text, json: try store.call(id, for: viewer)?.enrichment ?? Array("null".utf8))
      }
      json.close()
      json.close()
      return json.bytes
    }
    return .json(json)
  }

  private static func drafts(_ body: [UInt8]) throws -> [EnrichmentDraft] {
    var entries: [(id: CallID, value: [UInt8])] = []
    do throws(JSONFault) {
      try body.withUnsafeBufferPointer { (bytes) throws(JSONFault) in
        var scanner = JSONScanner(bytes, isFinal: true)
        scanner.skipWhitespace()
        try scanner.scanMembers(.enrichments) { (key, value, bytes) throws(JSONFault) in
          guard value.kind == .object else {
            throw JSONFault(offset: value.range.lowerBound, expected: .enrichment)
          }
          entries.append((CallID(JSONText.decode(key, in: bytes)), Array(bytes[value.range])))
        }
        scanner.skipWhitespace()
        if scanner.position < bytes.count {
          throw JSONFault(offset: scanner.position, expected: .endOfFile)
        }
      }
    } catch {
      throw Problem(.badRequest, .noJSON(error))
    }
    return try entries.map { entry in
      do throws(DraftFault) {
        return try entry.value.withUnsafeBufferPointer { (bytes) throws(DraftFault) in
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
