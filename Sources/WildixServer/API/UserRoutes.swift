import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  var userRoutes: [Route] {
    [
      Route(
        .get, "/api/v1/users", .users,
        Operation(
          id: "getUsers", summary: "Everybody who can log in.",
          success: (200, "Users"), problems: [401, 503]), getUsers),
      Route(
        .post, "/api/v1/users", .admins, bodyLimit: 8 << 10,
        Operation(
          id: "addUser", summary: "Add a user.", body: "NewUser",
          success: (201, "User"), problems: [400, 401, 403, 409, 413, 415, 422, 429, 503]), postUser),
      Route(
        .patch, "/api/v1/users/{name}", .admins, bodyLimit: 8 << 10,
        Operation(
          id: "changeUser", summary: "Give a user another extension or role.", parameters: [.user], body: "UserChange",
          success: (200, "User"), problems: [400, 401, 403, 404, 409, 413, 415, 422, 503]), patchUser),
      Route(
        .delete, "/api/v1/users/{name}", .admins,
        Operation(
          id: "removeUser", summary: "Remove a user, with sessions and tokens.", parameters: [.user],
          success: (204, nil), problems: [401, 403, 404, 409, 503]), deleteUser),
      Route(
        .put, "/api/v1/users/{name}/password", .admins, bodyLimit: 8 << 10,
        Operation(
          id: "setPassword", summary: "Give a user another password, which ends their sessions and tokens.",
          parameters: [.user], body: "NewPassword",
          success: (204, nil), problems: [400, 401, 403, 404, 413, 415, 422, 429, 503]), putPassword),
      Route(
        .put, "/api/v1/session/password", .users, bodyLimit: 8 << 10,
        Operation(
          id: "changePassword", summary: "Change one's own password, which ends all other sessions and tokens.",
          body: "OwnPassword",
          success: (204, nil), problems: [400, 401, 403, 413, 415, 422, 429, 503]), putOwnPassword),
    ]
  }

  @Sendable private func getUsers(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let users = try await sessions.ask { try $0.users() }
    var json = JSONBuilder()
    json.open()
    json.name("users")
    json.open("[")
    for user in users { json.add(json: user.viewer.json) }
    json.close("]")
    json.close()
    return .json(json.bytes)
  }

  @Sendable private func postUser(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let actor = try scope.viewer
    let body = try JSONBody(try await request.content(upTo: 8 << 10))
    try body.check(names: ["username", "poste", "role", "password"])
    let user = User(username: try body.text("username"), poste: try body.text("poste"), role: try role(body) ?? .user)
    let password = try body.text("password")
    try await logins.hash(for: scope.client) { try $0.add(user, password: password, by: actor) }
    var response = Response.json(user.viewer.json, status: .created)
    response.headers[.location] = "/api/v1/users/\(FormFields.encoded(user.username))"
    return response
  }

  @Sendable private func patchUser(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let (actor, name) = (try scope.viewer, try userName(scope))
    let body = try JSONBody(try await request.content(upTo: 8 << 10))
    try body.check(names: ["poste", "role"])
    let (poste, role) = (try body.optionalText("poste"), try role(body))
    guard poste != nil || role != nil else { throw Problem(.unprocessableContent, .nothingToChange) }
    let user = try await sessions.ask { try $0.set(name, poste: poste, role: role, by: actor) }
    sessions.forgetAll()
    return .json(user.viewer.json)
  }

  @Sendable private func deleteUser(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let (actor, name) = (try scope.viewer, try userName(scope))
    try await sessions.ask { try $0.remove(name, by: actor) }
    sessions.forgetAll()
    return Response(status: .noContent)
  }

  @Sendable private func putPassword(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let (actor, name) = (try scope.viewer, try userName(scope))
    let body = try JSONBody(try await request.content(upTo: 8 << 10))
    try body.check(names: ["password"])
    let password = try body.text("password")
    try await logins.hash(for: scope.client) { try $0.setPassword(of: name, to: password, by: actor) }
    sessions.forgetAll()
    return Response(status: .noContent)
  }

  /// All sessions of the user end; whoever sent this by cookie gets another one.
  @Sendable private func putOwnPassword(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let viewer = try scope.viewer
    let body = try JSONBody(try await request.content(upTo: 8 << 10))
    try body.check(names: ["current", "password"])
    let (current, password) = (try body.text("current"), try body.text("password"))
    let isCookie = scope.access?.isCookie == true
    // In one go: what is changed is changed, whoever takes the place behind us.
    let session = try await logins.attempt(scope.client) { people in
      try people.changePassword(of: viewer.username, from: current, to: password)
      return isCookie ? try? people.logIn(viewer.username, password: password) : nil
    }
    sessions.forgetAll()
    var response = Response(status: .noContent)
    if let session {
      response.headers[.setCookie] = Sessions.cookie(session.token, isSecure: scope.client.isSecure)
    }
    return response
  }

  private func role(_ body: JSONBody) throws -> Role? {
    guard let text = try body.optionalText("role") else { return nil }
    guard let role = Role(rawValue: text) else {
      throw Problem(.unprocessableContent, .noRole(text)).with("field", "role")
    }
    return role
  }

  private func userName(_ scope: RequestScope) throws -> String {
    guard let name = scope.parameters.get("name") else { throw Problem.notFound }
    return name
  }
}
