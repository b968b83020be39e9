import HTTPTypes
import Hummingbird
import WildixCore

extension Site {
  /// Socket.IO, version 5, on Engine.IO, version 4, as the old front end speaks it.
  var engineRoutes: [Route] {
    [
      Route(.get, "/socket.io/", .users, changesState: true, getEngine),
      Route(.post, "/socket.io/", .users, bodyLimit: EngineSession.payload, postEngine),
    ]
  }

  @Sendable private func getEngine(_ request: Request, _ scope: RequestScope) async throws -> Response {
    guard let access = scope.access else { throw Problem.notLoggedIn }
    let parameters = request.uri.queryParameters
    guard parameters["EIO"] == "4" else { return EngineError.unsupportedVersion.response() }
    let session = parameters["sid"].map { live.engines.session(String($0), of: access) }
    if case .some(nil) = session { return EngineError.unknownSession.response() }
    switch parameters["transport"] {
    case "polling":
      guard let session = session ?? nil else { return try beginPolling(access, scope) }
      guard session.isPolling else { return EngineError.badRequest.response() }
      switch await session.poll() {
      case .packets(let text): return Self.text(text)
      case .refused: return EngineError.badRequest.response()
      }
    case "websocket": return try await openEngine(request, scope, access, session ?? nil)
    default: return EngineError.unknownTransport.response()
    }
  }

  private func beginPolling(_ access: Access, _ scope: RequestScope) throws -> Response {
    let session = EngineSession(
      live.engines, access, scope.language, try admitSocket(scope), now: live.engines.now())
    live.engines.add(session)
    return Self.text(session.openPacket(upgrades: ["websocket"]))
  }

  private func openEngine(
    _ request: Request, _ scope: RequestScope, _ access: Access, _ known: EngineSession?
  ) async throws -> Response {
    try WebSocketUpgrade.check(request)
    let admission = try admitSocket(scope)
    let engines = live.engines
    if let known, !known.isPolling { return EngineError.badRequest.response() }
    let session = known ?? EngineSession(engines, access, scope.language, admission, now: engines.now())
    return try await WebSocketUpgrade.accept(request, scope) {
      if known == nil { engines.add(session) }
      let socket = EngineSocket(session, engines, isProbe: known != nil)
      return WebSocketHandler(socket, limit: EngineSession.payload, sendsPings: false, admission: admission)
    }
  }

  @Sendable private func postEngine(_ request: Request, _ scope: RequestScope) async throws -> Response {
    guard let access = scope.access else { throw Problem.notLoggedIn }
    let parameters = request.uri.queryParameters
    guard parameters["EIO"] == "4" else { return EngineError.unsupportedVersion.response() }
    guard parameters["transport"] == "polling" else { return EngineError.unknownTransport.response() }
    guard let sid = parameters["sid"] else { return EngineError.badMethod.response() }
    guard let session = live.engines.session(String(sid), of: access) else {
      return EngineError.unknownSession.response()
    }
    guard session.isPolling else { return EngineError.badRequest.response() }
    let bytes = try await request.content(upTo: EngineSession.payload)
    guard let text = String(validating: bytes, as: UTF8.self), let packets = EnginePacket.packets(text),
      packets.allSatisfy(session.receive)
    else {
      session.end()
      return EngineError.badRequest.response()
    }
    return .bytes(Array("ok".utf8), "text/html; charset=utf-8")
  }

  private static func text(_ packets: String) -> Response {
    .bytes(Array(packets.utf8), "text/plain; charset=UTF-8")
  }
}
