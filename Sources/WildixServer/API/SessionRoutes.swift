import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  var sessionRoutes: [Route] {
    [
      Route(
        .get, "/api/v1/session", .users,
        Operation(
          id: "getSession", summary: "Who is logged in.",
          success: (200, "User"), problems: [401])
      ) { _, scope in .json(try scope.viewer.json) },
      Route(
        .post, "/api/v1/session", .everybody, bodyLimit: 8 << 10,
        Operation(
          id: "logIn", summary: "Log in: the answer brings a session cookie.", body: "Credentials",
          success: (200, "User"), problems: [400, 401, 403, 413, 415, 429, 503]), postSession),
      Route(
        .delete, "/api/v1/session", .users,
        Operation(
          id: "logOut", summary: "End the session. A long-lived token stays.",
          success: (204, nil), problems: [401, 403]), deleteSession),
    ]
  }

  @Sendable private func postSession(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let body = try JSONBody(try await request.content(upTo: 8 << 10))
    let session = try await logIn(try body.text("username"), try body.text("password"), request, scope)
    var response = Response.json(session.viewer.json)
    response.headers[.setCookie] = Sessions.cookie(session.token, isSecure: scope.client.isSecure)
    return response
  }

  /// A long-lived token is no session: it stays until it is revoked.
  @Sendable private func deleteSession(_ request: Request, _ scope: RequestScope) async throws -> Response {
    if let access = scope.access { try await sessions.end(access.token) }
    return Response(status: .noContent, headers: [.setCookie: Sessions.noCookie(isSecure: scope.client.isSecure)])
  }
}
