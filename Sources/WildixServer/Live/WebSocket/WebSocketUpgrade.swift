import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOWebSocket
import WildixCore

/// The way from a request to a WebSocket.
enum WebSocketUpgrade {
  /// Throws if the request does not ask for a WebSocket as RFC 6455 wants it asked for.
  static func check(_ request: Request) throws {
    guard tokens(request.headers[values: .upgrade]).contains("websocket"),
      tokens(request.headers[values: .connection]).contains("upgrade")
    else {
      var problem = Problem(.upgradeRequired, .webSocketOnly)
      problem.headers[.upgrade] = "websocket"
      throw problem
    }
    guard request.headers[values: .secWebSocketVersion] == ["13"] else {
      var problem = Problem(.upgradeRequired, .webSocketVersion)
      problem.headers[.upgrade] = "websocket"
      problem.headers[.secWebSocketVersion] = "13"
      throw problem
    }
    let keys = request.headers[values: .secWebSocketKey]
    guard keys.count == 1, isKey(keys[0]) else { throw Problem(.badRequest, .webSocketKey) }
  }

  /// Answers 101, after which the connection is the socket's that `make` makes on its event loop.
  static func accept(
    _ request: Request, _ scope: RequestScope, _ make: @escaping @Sendable () -> WebSocketHandler
  ) async throws -> Response {
    try check(request)
    let channel = scope.channel
    let key = request.headers[.secWebSocketKey] ?? ""
    let head = HTTPRequestHead(
      version: .http1_1, method: .GET, uri: request.uri.path,
      headers: ["Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"])
    let upgrader = NIOWebSocketServerUpgrader(
      shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture(HTTPHeaders()) },
      upgradePipelineHandler: { channel, _ in channel.eventLoop.makeSucceededVoidFuture() })
    let headers = try await upgrader.buildUpgradeResponse(
      channel: channel, upgradeRequest: head, initialResponseHeaders: HTTPHeaders()
    ).get()
    try await channel.eventLoop.submit {
      try channel.pipeline.syncOperations.handler(type: ConnectionUpgrade.self).prepare(make())
    }.get()
    return Response(
      status: .switchingProtocols,
      headers: [
        .upgrade: "websocket", .connection: "Upgrade",
        .secWebSocketAccept: headers.first(name: "Sec-WebSocket-Accept") ?? "",
      ])
  }

  private static func tokens(_ values: [String]) -> [String] {
    values.flatMap { HeaderText.split($0, at: ",") }.map { $0.lowercased() }
  }

  /// Sixteen bytes in Base64.
  private static func isKey(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 24 && bytes.suffix(2).elementsEqual("==".utf8)
      && bytes.dropLast(2).allSatisfy {
        0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == UInt8(ascii: "+")
          || $0 == UInt8(ascii: "/")
      }
  }
}
