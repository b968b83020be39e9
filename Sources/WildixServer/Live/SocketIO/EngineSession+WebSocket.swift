import DequeModule
import NIOCore
import NIOWebSocket
import Synchronization

extension EngineSession {
  /// The session begins on a WebSocket.
  func open(on socket: SocketHandle) {
    state.withLock { $0.transport = .webSocket(socket) }
    socket.send(WebSocketFrames.text(openPacket(upgrades: []).utf8))
  }

  /// A WebSocket offers itself as the transport; false if there is one already.
  func probe(on socket: SocketHandle, now: Int64) -> Bool {
    state.withLock { state in
      guard !state.isEnded, state.probe == nil, case .polling = state.transport else { return false }
      (state.probe, state.probeSince) = (socket, now)
      return true
    }
  }

  /// A message of a WebSocket that is not the transport yet; false if it is out of place.
  func receiveProbe(_ packet: EnginePacket) -> Bool {
    switch packet.kind {
    case .ping where packet.data == "probe":
      act { state in
        guard let poll = state.poll else { return .none }
        state.poll = nil
        return .answer(poll, .packets(EnginePacket(.noop).text))
      }
      return true
    case .upgrade:
      var frames = ByteBuffer()
      let socket: SocketHandle? = state.withLock { state in
        guard !state.isEnded, let probe = state.probe else { return nil }
        for text in state.waiting { WebSocketFrames.appendText(text.utf8, to: &frames) }
        // Sent while the state is held, so that nothing overtakes what has waited.
        if frames.readableBytes > 0 { probe.send(frames) }
        state.waiting = []
        state.transport = .webSocket(probe)
        state.probe = nil
        return probe
      }
      act { state in
        guard let poll = state.poll else { return .none }
        state.poll = nil
        return .answer(poll, .packets(EnginePacket(.noop).text))
      }
      return socket != nil
    default: return false
    }
  }

  /// A WebSocket is gone: the transport, or one that never became it.
  func lost(probe isProbe: Bool) {
    let isOver = state.withLock { state in
      if case .webSocket = state.transport { return true }
      if isProbe { state.probe = nil }
      return !isProbe
    }
    if isOver { end() }
  }
}
