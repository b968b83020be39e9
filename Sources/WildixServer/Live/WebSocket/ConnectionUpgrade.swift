import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// Makes a WebSocket of a connection whose answer is 101: what speaks HTTP leaves the pipeline, and what a route has
/// prepared takes over. Whoever asked for an upgrade and did not get one is told that the connection ends, since nobody
/// knows what they send next.
final class ConnectionUpgrade: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// What waits for the socket may fill: 1 MB for who has stopped reading, and then they are dropped.
  private static let waterMark = ChannelOptions.Types.WriteBufferWaterMark(low: 64 << 10, high: 1 << 20)

  /// What takes over at the answer 101.
  private var socket: WebSocketHandler?
  private var asksForUpgrade = false
  private var isSwitching = false

  /// Takes what is to take over, from the route that is going to answer 101.
  func prepare(_ socket: WebSocketHandler) { self.socket = socket }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data), head.headerFields[.upgrade] != nil { asksForUpgrade = true }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head) where head.status != .switchingProtocols:
      if asksForUpgrade { head.headerFields[.connection] = "close" }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .head:
      isSwitching = true
      context.write(data, promise: promise)
    case .end where isSwitching:
      promise?.succeed()
      context.flush()
      switchOver(context)
    default:
      context.write(data, promise: promise)
    }
  }

  private func switchOver(_ context: ChannelHandlerContext) {
    guard let socket, context.channel.isActive else { return context.close(promise: nil) }
    self.socket = nil
    let pipeline = context.pipeline.syncOperations
    do {
      try context.channel.syncOptions?.setOption(.writeBufferWaterMark, value: Self.waterMark)
      let decoder = ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: socket.limit))
      // In front of all that stays, which what is sent need not pass then. The socket is added first, so that there is
      // nobody whom the decoder's frames could reach in between.
      try pipeline.addHandler(socket, position: .before(try pipeline.handler(type: ConnectionGuard.self)))
      try pipeline.addHandler(decoder, position: .before(socket))
      let former = [
        try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self),
        try pipeline.context(handlerType: HTTPResponseEncoder.self),
        try pipeline.context(handlerType: HTTP1ToHTTPServerCodec.self),
        try pipeline.context(handlerType: RequestTurns.self),
        try pipeline.context(handlerType: HTTPConnectionStateHandler.self),
      ]
      for handler in former { pipeline.removeHandler(context: handler, promise: nil) }
      pipeline.removeHandler(context: context, promise: nil)
      socket.begin()
    } catch {
      context.close(promise: nil)
    }
  }
}
