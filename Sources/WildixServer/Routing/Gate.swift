import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import WildixCore

/// Where every request comes in and every answer goes out.
struct Gate: HTTPResponder {
  let site: Site
  private let table: RouteTable
  private let router: RouterResponder<RequestScope>

  init(_ site: Site) {
    self.site = site
    table = RouteTable(site)
    router = table.buildResponder()
  }

  func respond(to request: Request, context: RequestScope) async throws -> Response {
    let began = site.resources.uptime()
    var scope = context
    scope.client = client(of: request, scope.channel)
    scope.language = Language(acceptLanguage: request.headers[.acceptLanguage])
    var response: Response
    do {
      response = try await router.respond(to: request, context: scope)
      // The router's own answer to what it does not know.
      if response.status == .notFound, scope.endpointPath == "NotFound" { throw table.problem(at: request.uri.path) }
    } catch let error as HTTPParserError {
      throw error
    } catch {
      response = answer(site.problem(error, logger: scope.logger), request, scope)
    }
    SecurityHeaders.add(to: &response, isSecure: scope.client.isSecure)
    site.metrics.note(status: response.status.code, nanoseconds: site.resources.uptime() - began)
    if site.settings.logsAccess { log(request, scope, response) }
    return response
  }

  private func answer(_ problem: Problem, _ request: Request, _ scope: RequestScope) -> Response {
    request.uri.path.hasPrefix("/api/") ? problem.json(scope.language) : problem.text(scope.language)
  }

  private func client(of request: Request, _ channel: any NIOCore.Channel) -> Client {
    let peer = channel.remoteAddress?.ipAddress ?? ""
    let isLocal = ListenAddress.isLoopback(peer)
    let isTLS = site.settings.tls != nil
    guard site.settings.isBehindProxy, isLocal else {
      return Client(address: peer, isLocal: isLocal, isSecure: isTLS)
    }
    // The last address is the one that the proxy saw; those before it are what the client said. Who is told of in a way
    // that nobody understands is at least not this machine.
    let forwarded = request.headers[values: .forwardedFor].last
    let address = forwarded.flatMap { HeaderText.split($0, at: ",").last }.flatMap(NetworkName.address)
    return Client(
      address: address ?? peer, isLocal: forwarded == nil,
      isSecure: isTLS || request.headers[.forwardedProto]?.lowercased() == "https")
  }

  /// Neither query nor headers are told: secrets and what people search for stand there.
  private func log(_ request: Request, _ scope: RequestScope, _ response: Response) {
    scope.logger.info(
      "\(request.method) \(request.uri.path)",
      metadata: ["status": "\(response.status.code)", "client": "\(scope.client.address)"])
  }
}
