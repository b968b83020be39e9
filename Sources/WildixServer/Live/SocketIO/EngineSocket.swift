import NIOCore
import NIOWebSocket

/// A WebSocket of Engine.IO: a session's only transport from the beginning, or one that is to take over from long polling.
final class EngineSocket: WebSocketUser {
  private let session: EngineSession
  private let sessions: EngineSessions
  private var isProbe: Bool
  /// False where it came too late or too often to be of use.
  private var isOurs = true
  private var socket: SocketHandle?

  init(_ session: EngineSession, _ sessions: EngineSessions, isProbe: Bool) {
    (self.session, self.sessions, self.isProbe) = (session, sessions, isProbe)
  }

  func opened(_ socket: SocketHandle) {
    self.socket = socket
    guard isProbe else { return session.open(on: socket) }
    isOurs = session.probe(on: socket, now: sessions.now())
    if !isOurs { socket.close(.policyViolation, "no such upgrade") }
  }

  func received(_ text: String) {
    guard let packet = EnginePacket(text[...]) else { return refuse() }
    guard isProbe else {
      if !session.receive(packet) { refuse() }
      return
    }
    guard isOurs, session.receiveProbe(packet) else { return refuse() }
    if packet.kind == .upgrade { isProbe = false } else { answerProbe(packet) }
  }

  private func answerProbe(_ packet: EnginePacket) {
    socket?.send(WebSocketFrames.text(EnginePacket(.pong, String(packet.data)).text.utf8))
  }

  /// A probe that is nonsense ends alone; a transport's end is the session's.
  private func refuse() {
    if isProbe {
      socket?.close(.policyViolation, "malformed packet")
    } else {
      session.end(.policyViolation, "malformed packet")
    }
  }

  func closed() {
    guard isOurs else { return }
    session.lost(probe: isProbe)
  }
}
