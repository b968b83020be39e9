import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  @Sendable func loginPage(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let next = FormFields(query: request)["next"]
    if try await sessions.access(of: request) != nil { return .found(LoginPage.destination(next)) }
    return LoginPage(scope.language, next: next).response()
  }

  @Sendable func postLogin(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let form = FormFields(try await request.content(upTo: 8 << 10))
    do {
      let session = try await logIn(form["username"] ?? "", form["password"] ?? "", request, scope)
      var response = Response.found(LoginPage.destination(form["next"]))
      response.headers[.setCookie] = Sessions.cookie(session.token, isSecure: scope.client.isSecure)
      return response
    } catch {
      let problem = problem(error, logger: scope.logger)
      var page = LoginPage(scope.language, next: form["next"])
      page.problem = problem.detail
      var response = page.response(problem.status)
      response.headers[.retryAfter] = problem.headers[.retryAfter]
      return response
    }
  }

  /// A new session. The one that the browser had ends, whosever it was.
  func logIn(
    _ name: String, _ password: String, _ request: Request, _ scope: RequestScope
  ) async throws -> Session {
    let session = try await logins.attempt(scope.client) { try $0.logIn(name, password: password) }
    if let (token, isCookie) = Sessions.token(of: request), isCookie { try await sessions.end(token) }
    return session
  }
}
