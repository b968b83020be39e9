import HTTPTypes
import Hummingbird
import WildixCore

/// The routes as Hummingbird's router has them, each behind what must hold before its handler is asked.
struct RouteTable: Sendable {
  private let site: Site
  private let routes: [Route]

  init(_ site: Site) {
    self.site = site
    routes = site.routes
  }

  func buildResponder() -> RouterResponder<RequestScope> {
    let router = Router(context: RequestScope.self, options: .autoGenerateHeadEndpoints)
    for route in routes {
      let site = site
      router.on(RouterPath(route.path), method: route.method) { request, scope in
        if request.method == .head, !route.answersHead { throw problem(at: request.uri.path) }
        return try await Self.respond(route, request, scope, site)
      }
    }
    return router.buildResponder()
  }

  /// Why nobody answers what is asked for at `path`: there is nothing, or it cannot be asked for in this way.
  func problem(at path: String) -> Problem {
    let segments = Self.segments(path)
    let here = routes.filter { Self.matches(Self.segments($0.path), segments) }
    guard !here.isEmpty else { return .notFound }
    let methods = here.map(\.method.rawValue) + (here.contains(where: \.answersHead) ? ["HEAD"] : [])
    let allowed = Set(methods).sorted().joined(separator: ", ")
    var problem = Problem(.methodNotAllowed, .methodNotAllowed(allowed))
    problem.headers[.allow] = allowed
    return problem
  }

  private static func segments(_ path: String) -> [Substring] { path.split(separator: "/") }

  private static func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
    pattern.count == path.count && zip(pattern, path).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
  }

  private static func respond(
    _ route: Route, _ request: Request, _ scope: RequestScope, _ site: Site
  ) async throws -> Response {
    var scope = scope
    if route.changesState { try OriginCheck.check(request, scope.client) }
    if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
      throw Problem(.unsupportedMediaType, .encodedBody).closing
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > route.bodyLimit {
      throw Problem(.contentTooLarge, .bodyTooLarge(route.bodyLimit)).closing
    }
    if route.admission != .everybody {
      scope.access = try await site.sessions.access(of: request)
      guard let viewer = scope.access?.viewer else { throw Problem.notLoggedIn }
      if route.admission == .admins, !viewer.isAdmin { throw Problem.adminsOnly }
    }
    let asked = scope
    let response = try await Wanted.$connection.withValue(scope.channel) { try await route.handler(request, asked) }
    guard let viewer = scope.access?.viewer else { return response }
    return try site.answers.admit(response, to: viewer)
  }
}

extension Request {
  /// The body, which is not larger than `limit` bytes.
  func content(upTo limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await part in body {
      guard bytes.count + part.readableBytes <= limit else {
        throw Problem(.contentTooLarge, .bodyTooLarge(limit)).closing
      }
      bytes += part.readableBytesView
    }
    return bytes
  }
}
