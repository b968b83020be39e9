import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  var callRoutes: [Route] {
    [
      Route(
        .get, "/api/v1/calls", .users,
        Operation(
          id: "getCalls", summary: "Calls, newest first.",
          parameters: Operation.Parameter.filters + Operation.Parameter.pages,
          success: (200, "Calls"), problems: [400, 401, 503]), getCalls),
      Route(
        .get, "/api/v1/calls/count", .users,
        Operation(
          id: "countCalls", summary: "How many calls there are.", parameters: Operation.Parameter.filters,
          success: (200, "Count"), problems: [400, 401, 503]), getCount),
      Route(
        .get, "/api/v1/views", .users,
        Operation(
          id: "countViews", summary: "How many calls are in each view of the page.",
          parameters: Operation.Parameter.filters,
          success: (200, "Views"), problems: [400, 401, 503]), getViews),
      Route(
        .get, "/api/v1/calls/{id}", .users,
        Operation(
          id: "getCall", summary: "One call; its revision is the ETag.", parameters: [.call],
          success: (200, "Call"), problems: [401, 404, 503]), getCall),
      Route(
        .get, "/api/v1/calls/{id}/log", .users,
        Operation(
          id: "getLog", summary: "Who changed its enrichment, the oldest first.", parameters: [.call],
          success: (200, "Log"), problems: [401, 404, 503]), getLog),
      Route(
        .patch, "/api/v1/calls/{id}/enrichissement", .users, bodyLimit: Site.enrichmentLimit,
        Operation(
          id: "saveEnrichment", summary: "Note what a call was about, and who answered it or to whom it was handed.",
          parameters: [.call, .ifMatch], body: "Enrichment",
          success: (200, "Call"), problems: [400, 401, 403, 404, 412, 413, 415, 422, 503]), patchEnrichment),
    ]
  }

  @Sendable private func getCalls(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let parameters = try CallParameters(request, self, hasPages: true)
    let page = CallPage(parameters)
    return .json(try await stores.run(for: viewer) { try page.json(from: $0, for: viewer) })
  }

  @Sendable private func getCount(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let query = try CallParameters(request, self).query
    let count = try await stores.run(for: viewer) { try $0.count(query, for: viewer) }
    return .json(Array("{\"count\":\(count)}".utf8))
  }

  @Sendable private func getViews(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let query = try CallParameters(request, self).query
    return .json(try await stores.run(for: viewer) { try CallView.counts(query, from: $0, for: viewer) })
  }

  @Sendable private func getCall(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let id = try callID(scope)
    guard let row = try await stores.run(for: viewer, { try $0.call(id, for: viewer) }) else {
      throw Problem(EnrichmentRefusal(index: 0, id: id, reason: .unknownCall))
    }
    return row.response
  }

  @Sendable private func getLog(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let id = try callID(scope)
    guard let changes = try await stores.run(for: viewer, { try $0.changes(of: id, for: viewer) }) else {
      throw Problem(EnrichmentRefusal(index: 0, id: id, reason: .unknownCall))
    }
    var json = JSONBuilder()
    json.open()
    json.name("changes")
    json.open("[")
    for change in changes { json.add(json: change.json) }
    json.close("]")
    json.close()
    return .json(json.bytes)
  }

  func callID(_ scope: RequestScope) throws -> CallID {
    guard let text = scope.parameters.get("id") else { throw Problem.notFound }
    return CallID(text)
  }
}

extension CallRow {
  /// The row, with its revision as ETag.
  var response: Response {
    var response = Response.json(json)
    response.headers[.eTag] = "\"\(revisionText)\""
    return response
  }
}
