import HTTPTypes
import Hummingbird
import Logging
import Synchronization
import WildixCore

extension Site {
  /// Bytes of one entry: enough for texts of which all are as long as they may be, however they are spelled.
  static let enrichmentLimit = 1 << 20

  @Sendable func patchEnrichment(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let id = try callID(scope)
    let body = try await request.content(upTo: Self.enrichmentLimit)
    var draft: EnrichmentDraft
    do throws(DraftFault) {
      draft = try body.withUnsafeBufferPointer { (bytes) throws(DraftFault) in try EnrichmentDraft(json: bytes, of: id)
      }
    } catch {
      // Who may not see the call learns nothing of what could be sent.
      if try await stores.run(for: viewer, { try $0.call(id, for: viewer) }) == nil {
        throw Problem(EnrichmentRefusal(index: 0, id: id, reason: .unknownCall))
      }
      throw Problem(error)
    }
    if let tag = request.headers[.ifMatch], tag != "*" {
      guard let revision = Self.revision(tag) else { throw Problem(.badRequest, .noRevision(tag)) }
      draft.revision = revision
    }
    do {
      guard let row = try await save([draft], by: viewer).calls.first else { throw Problem.notFound }
      return row.response
    } catch let refusal as EnrichmentRefusal where refusal.reason == .changedSince {
      guard let row = try await stores.run(for: viewer, { try $0.call(id, for: viewer) }) else { throw refusal }
      var problem = Problem(refusal)
      problem.members.append(("current", row.json))
      throw problem
    }
  }

  /// Saves drafts, all or none.
  func save(_ drafts: [EnrichmentDraft], by viewer: Viewer) async throws -> EnrichmentSaved {
    let save = EnrichmentSave(drafts, now: resources.now() / 1_000_000_000, zone: resources.zone)
    let saved = try await saves.save(save, by: viewer)
    metrics.saves.add(1, ordering: .relaxed)
    if let failure = saved.journalFailure {
      logger.error("the journal lacks a change: \(resources.explain(failure).detail)")
    }
    return saved
  }

  private static func revision(_ tag: String) -> UInt64? {
    let parts = HeaderText.split(tag, at: "\"")
    guard parts.count == 3, parts[0].isEmpty, parts[2].isEmpty else { return nil }
    return UInt64(parts[1], radix: 16)
  }
}
