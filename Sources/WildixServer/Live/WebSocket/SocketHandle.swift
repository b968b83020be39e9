import NIOCore
import NIOWebSocket
import Synchronization

/// A WebSocket as other threads have it.
final class SocketHandle: Sendable {
  let eventLoop: any EventLoop
  private let handler: NIOLoopBound<WebSocketHandler>
  private let gone = Atomic<Bool>(false)

  /// Made on the connection's event loop.
  init(_ eventLoop: any EventLoop, _ handler: WebSocketHandler) {
    self.eventLoop = eventLoop
    self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
  }

  /// Whether the connection has ended.
  var isGone: Bool { gone.load(ordering: .acquiring) }

  /// Sends frames, in the order of the calls.
  func send(_ frames: ByteBuffer) { eventLoop.execute { self.sendHere(frames) } }

  /// The same, on the event loop.
  func sendHere(_ frames: ByteBuffer) { handler.value.send(frames) }

  func close(_ code: WebSocketErrorCode, _ reason: String) {
    eventLoop.execute { self.handler.value.close(code, reason) }
  }

  /// The connection has ended.
  func ended() { gone.store(true, ordering: .releasing) }
}
