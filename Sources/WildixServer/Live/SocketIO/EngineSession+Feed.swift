import NIOCore
import NIOWebSocket
import Synchronization

extension EngineSession: FeedSubscriber {
  private static let event = EnginePacket(.message, #"2["enrichissement_updated"]"#).text
  private static let frame = WebSocketFrames.text(event.utf8)

  var plainSocket: SocketHandle? { nil }

  var isGone: Bool { state.withLock { $0.isEnded } }

  /// What changed is not said: who hears of it asks for what they may see.
  func take(_ news: FeedNews) -> (socket: SocketHandle, frames: ByteBuffer)? {
    guard news.concernsCalls else { return nil }
    let socket: SocketHandle? = state.withLock { state in
      if case .webSocket(let socket) = state.transport { return socket }
      return nil
    }
    if let socket { return (socket, Self.frame) }
    act { state in
      // To look once is enough, however often something changed.
      state.waiting.contains(Self.event) ? .none : Self.send(Self.event, &state)
    }
    return nil
  }

  func end(_ reason: FeedEnd) {
    switch reason {
    case .session: end(.policyViolation, "session ended")
    case .unavailable: end(.tryAgainLater, "try again")
    }
  }
}
