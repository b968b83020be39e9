import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  var healthRoutes: [Route] {
    [
      Route(.get, "/healthz", .everybody, getHealth),
      Route(.get, "/metrics", .everybody, getMetrics),
    ]
  }

  /// Whether calls can be read. What stands in the way is told in the log.
  @Sendable private func getHealth(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let nobody = Viewer(username: "", poste: "", role: .user)
    do {
      _ = try await stores.run(for: nobody) { try $0.call(CallID(""), for: nobody) }
      return .json(Array(#"{"status":"ok"}"#.utf8))
    } catch {
      return .json(Array(#"{"status":"unavailable"}"#.utf8), status: problem(error, logger: scope.logger).status)
    }
  }

  /// For who stands on this machine and did not come through a proxy, or is an admin.
  @Sendable private func getMetrics(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let hasProxy = request.headers[.forwardedFor] != nil
    if !scope.client.isLocal || hasProxy {
      guard let viewer = try await sessions.access(of: request)?.viewer else { throw Problem.notLoggedIn }
      guard viewer.isAdmin else { throw Problem.adminsOnly }
    }
    return .bytes(Array(metrics.text(connections: limits.total).utf8), "text/plain; version=0.0.4; charset=utf-8")
  }
}
