import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  /// The routes of the web application that this one replaces.
  var classicRoutes: [Route] {
    [
      Route(.get, "/", .everybody, front),
      Route(.get, "/login", .everybody, loginPage),
      Route(.post, "/login", .everybody, bodyLimit: 8 << 10, postLogin),
      Route(.get, "/logout", .everybody, logOut),
      Route(.post, "/logout", .everybody, logOut),
      Route(.get, "/session-info", .everybody, sessionInfo),
    ]
  }

  @Sendable private func front(_ request: Request, _ scope: RequestScope) async throws -> Response {
    guard let access = try await sessions.access(of: request) else {
      return .found(LoginPage.address(for: request.uri.query))
    }
    return FrontPage(
      language: scope.language, viewer: access.viewer, zone: resources.zone, now: resources.now() / 1_000_000_000
    ).response
  }

  @Sendable private func sessionInfo(_ request: Request, _ scope: RequestScope) async throws -> Response {
    guard let viewer = try await sessions.access(of: request)?.viewer else { return .json(Array("{}".utf8)) }
    return .json(viewer.json)
  }

  /// Another site's page can lead a browser here; that ends nobody's session.
  @Sendable private func logOut(_ request: Request, _ scope: RequestScope) async throws -> Response {
    guard OriginCheck.isOwn(request, scope.client) else { return .found("/login") }
    if let (token, isCookie) = Sessions.token(of: request), isCookie { try await sessions.end(token) }
    var response = Response.found("/login")
    response.headers[.setCookie] = Sessions.noCookie(isSecure: scope.client.isSecure)
    return response
  }
}

extension Viewer {
  /// `{"username","role","poste"}`.
  var json: [UInt8] {
    var json = JSONBuilder()
    json.open()
    json.add("username", username)
    json.add("role", role.rawValue)
    json.add("poste", poste)
    json.close()
    return json.bytes
  }
}
