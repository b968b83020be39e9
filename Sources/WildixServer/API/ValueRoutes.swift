import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  var valueRoutes: [Route] {
    [
      Route(
        .get, "/api/v1/values/{field}", .users,
        Operation(
          id: "getValues", summary: "What was noted in a field before, the newest first.",
          parameters: [.field, .prefix],
          success: (200, "Values"), problems: [400, 401, 404, 503]), getValues)
    ]
  }

  /// What was noted in a field before, in calls that the viewer may see, the newest first.
  @Sendable private func getValues(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    guard let field = scope.parameters.get("field").flatMap(EnrichmentField.init), EnrichmentField.texts.contains(field)
    else { throw Problem.notFound }
    let parameters = FormFields(query: request)
    if let other = parameters.all.first(where: { $0.name != "prefix" }) {
      throw Problem(.badRequest, .unknownParameter(other.name, ["prefix"])).with("parameter", other.name)
    }
    let values = EarlierValues(field: field, prefix: parameters["prefix"] ?? "")
    let found = try await stores.run(for: viewer) { try values.find(in: $0, for: viewer) }
    var json = JSONBuilder()
    json.open()
    json.name("values")
    json.open("[")
    for text in found { json.add(text) }
    json.close("]")
    json.close()
    return .json(json.bytes)
  }
}

/// Values that a field of the enrichment had.
private struct EarlierValues: Sendable {
  private static let most = 20
  /// Enrichments looked at, the newest.
  private static let depth = 2000
  let field: EnrichmentField
  let prefix: String

  func find(in store: any CallStore, for viewer: Viewer) throws -> [String] {
    var query = CallQuery()
    (query.isEnriched, query.limit) = (true, Self.depth)
    let start = prefix.lowercased()
    var found: [String] = []
    try store.calls(query, for: viewer) { row in
      if let text = try text(row), !text.isEmpty, text.lowercased().hasPrefix(start), !found.contains(text) {
        found.append(text)
      }
      return found.count < Self.most
    }
    return found
  }

  private func text(_ row: CallRow) throws -> String? {
    try row.enrichment?.withUnsafeBufferPointer { bytes in
      try JSONObject.member(field.rawValue, of: bytes).flatMap { span in
        span.kind == .string ? JSONText.decode(span, in: bytes) : nil
      }
    }
  }
}
