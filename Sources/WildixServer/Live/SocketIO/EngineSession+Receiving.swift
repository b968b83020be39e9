import Synchronization
import WildixCore

extension EngineSession {
  /// Takes a packet of the client; false if it is one that a client may not send.
  func receive(_ packet: EnginePacket) -> Bool {
    switch packet.kind {
    case .pong:
      state.withLock { state in
        guard state.pongDue != nil else { return }
        state.pongDue = nil
        state.pingDue = sessions.now() + Self.pingInterval
      }
      return true
    case .ping:
      guard packet.data.utf8.count <= Self.mostEchoed else { return false }
      send(EnginePacket(.pong, String(packet.data)))
      return true
    case .message: return receive(message: packet.data)
    case .noop: return true
    case .close:
      end()
      return true
    case .open, .upgrade: return false
    }
  }

  private func receive(message: Substring) -> Bool {
    guard let packet = SocketPacket(message) else { return false }
    switch packet.kind {
    case .connect where packet.namespace == "/":
      let isFirst = state.withLock { state in
        defer { state.isConnected = true }
        return !state.isConnected && !state.isEnded
      }
      guard isFirst else { return false }
      Task { [self] in
        await sessions.feed.subscribe(subscription, self, after: nil)
        // Nothing that happens once this is told is missed.
        send(EnginePacket(.message, "0{\"sid\":\"\(SecretName.make())\"}"))
      }
      return true
    case .connect:
      guard packet.namespace.utf8.count <= Self.mostEchoed else { return false }
      var refusal = "4".utf8 + Array(packet.namespace.utf8) + Array(",".utf8)
      refusal += #"{"message":"Invalid namespace"}"#.utf8
      send(EnginePacket(.message, String(decoding: refusal, as: UTF8.self)))
      return true
    // Nothing that a client says is listened to, and nothing was sent that could be acknowledged.
    case .event, .acknowledgement: return state.withLock { $0.isConnected } || packet.namespace != "/"
    case .disconnect:
      guard packet.namespace == "/" else { return true }
      Task { [self] in await sessions.feed.unsubscribe(subscription) }
      end()
      return true
    case .connectError, .binaryEvent, .binaryAcknowledgement: return false
    }
  }
}
