import DequeModule
import NIOWebSocket
import Synchronization
import WildixCore

/// A client of Socket.IO: a session of Engine.IO over long polling or a WebSocket, and in it the one namespace there is.
final class EngineSession: Sendable {
  /// Nanoseconds.
  static let pingInterval: Int64 = 25_000_000_000
  static let pingTimeout: Int64 = 20_000_000_000
  /// How long a client may take to connect to the namespace, and a probe to become the transport.
  private static let patience: Int64 = 20_000_000_000
  /// Bytes of a body or message at most.
  static let payload = 64 << 10
  /// Packets that may wait for a client to poll. None is longer than what comes back of a client's own words: 16 KB in all.
  private static let mostWaiting = 64
  /// Bytes at most of what a client says that comes back to it.
  static let mostEchoed = 128

  /// How a poll is answered.
  enum PollAnswer: Sendable {
    case packets(String)
    /// The session is over, or this poll one too many.
    case refused
  }

  enum Transport {
    case polling
    case webSocket(SocketHandle)
  }

  struct State {
    var transport = Transport.polling
    /// A WebSocket that is to become the transport.
    var probe: SocketHandle?
    var probeSince: Int64 = 0
    var waiting: Deque<String> = []
    var poll: CheckedContinuation<PollAnswer, Never>?
    var isConnected = false
    var isEnded = false
    var pingDue: Int64
    var pongDue: Int64?
  }

  let sid: String
  let access: Access
  let language: Language
  let sessions: EngineSessions
  private let admission: SocketAdmission
  private let began: Int64
  let subscription: SubscriptionID
  let state: Mutex<State>

  init(_ sessions: EngineSessions, _ access: Access, _ language: Language, _ admission: SocketAdmission, now: Int64) {
    (self.sessions, self.access, self.language, self.admission) = (sessions, access, language, admission)
    sid = SecretName.make()
    began = now
    subscription = sessions.feed.makeID()
    state = Mutex(State(pingDue: now + Self.pingInterval))
  }

  /// What a session begins with.
  func openPacket(upgrades: [String]) -> String {
    var json = JSONBuilder()
    json.open()
    json.add("sid", sid)
    json.name("upgrades")
    json.open("[")
    for name in upgrades { json.add(name) }
    json.close("]")
    json.add("pingInterval", Int(Self.pingInterval / 1_000_000))
    json.add("pingTimeout", Int(Self.pingTimeout / 1_000_000))
    json.add("maxPayload", Self.payload)
    json.close()
    return EnginePacket(.open, String(decoding: json.bytes, as: UTF8.self)).text
  }

  // MARK: - Sending

  /// Sends a packet, by whatever transport there is.
  func send(_ packet: EnginePacket) { act { Self.send(packet.text, &$0) } }

  /// What has to be done when the state is no longer held.
  enum Effect {
    case none
    case send(SocketHandle, String)
    case answer(CheckedContinuation<PollAnswer, Never>, PollAnswer)
    case end
  }

  func act(_ body: (inout State) -> Effect) {
    let effect = state.withLock { state in state.isEnded ? Effect.none : body(&state) }
    switch effect {
    case .none: break
    case .send(let socket, let text): socket.send(WebSocketFrames.text(text.utf8))
    case .answer(let poll, let answer): poll.resume(returning: answer)
    case .end: end()
    }
  }

  static func send(_ text: String, _ state: inout State) -> Effect {
    if case .webSocket(let socket) = state.transport { return .send(socket, text) }
    guard state.waiting.count < mostWaiting else { return .end }
    state.waiting.append(text)
    return answerPoll(&state)
  }

  private static func answerPoll(_ state: inout State) -> Effect {
    guard let poll = state.poll, !state.waiting.isEmpty else { return .none }
    state.poll = nil
    return .answer(poll, .packets(body(&state)))
  }

  static func body(_ state: inout State) -> String {
    let packets = state.waiting.prefix(EnginePacket.mostInBody)
    state.waiting.removeFirst(packets.count)
    return packets.joined(separator: String(EnginePacket.separator))
  }

  // MARK: - Time and end

  /// Pings when it is time; ends the session where the client is silent.
  func tick(_ now: Int64) {
    act { state in
      if let due = state.pongDue, due <= now { return .end }
      if !state.isConnected, began + Self.patience <= now { return .end }
      if let probe = state.probe, state.probeSince + Self.patience <= now { probe.close(.policyViolation, "too slow") }
      guard state.pongDue == nil, state.pingDue <= now else { return .none }
      state.pongDue = now + Self.pingTimeout
      return Self.send(EnginePacket(.ping).text, &state)
    }
  }

  /// Ends the session, whatever its state.
  func end(_ code: WebSocketErrorCode = .normalClosure, _ reason: String = "") {
    let (poll, sockets) = state.withLock { state -> (CheckedContinuation<PollAnswer, Never>?, [SocketHandle]) in
      guard !state.isEnded else { return (nil, []) }
      state.isEnded = true
      var sockets = [state.probe].compactMap(\.self)
      if case .webSocket(let socket) = state.transport { sockets.append(socket) }
      defer { (state.poll, state.probe, state.waiting, state.transport) = (nil, nil, [], .polling) }
      return (state.poll, sockets)
    }
    poll?.resume(returning: .packets(EnginePacket(.close).text))
    for socket in sockets { socket.close(code, reason) }
    sessions.remove(self)
    Task { [self] in await sessions.feed.unsubscribe(subscription) }
  }
}
