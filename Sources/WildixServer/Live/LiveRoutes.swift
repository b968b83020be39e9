import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  /// What stays connected.
  var liveRoutes: [Route] {
    [Route(.get, "/ws", .users, changesState: true, openFeed)] + engineRoutes
  }

  @Sendable private func openFeed(_ request: Request, _ scope: RequestScope) async throws -> Response {
    try WebSocketUpgrade.check(request)
    guard let access = scope.access else { throw Problem.notLoggedIn }
    let admission = try admitSocket(scope)
    let after = request.uri.queryParameters["after"].map(String.init)
    return try await WebSocketUpgrade.accept(request, scope) { [feed = live.feed, language = scope.language] in
      let socket = FeedSocket(feed, access, language, after: after)
      return WebSocketHandler(socket, limit: FeedSocket.limit, sendsPings: true, admission: admission)
    }
  }

  /// Leave for one more live connection from who asks.
  func admitSocket(_ scope: RequestScope) throws -> SocketAdmission {
    guard let admission = live.limits.admit(scope.client) else {
      throw Problem(.serviceUnavailable, .tooManySockets).retry(after: 10)
    }
    return admission
  }
}
