import DequeModule
import NIOCore
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
  /// Packets that may wait for a client to poll.
  private static let mostWaiting = 64

  /// How a poll is answered.
  enum PollAnswer: Sendable {
    case packets(String)
    /// The session is over, or this poll one too many.
    case refused
  }

  private enum Transport {
    case polling
    case webSocket(SocketHandle)
  }

  private struct State {
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
  private let sessions: EngineSessions
  private let admission: SocketAdmission
  private let began: Int64
  private let subscription: SubscriptionID
  private let state: Mutex<State>

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
  private enum Effect {
    case none
    case send(SocketHandle, String)
    case answer(CheckedContinuation<PollAnswer, Never>, PollAnswer)
    case end
  }

  private func act(_ body: (inout State) -> Effect) {
    let effect = state.withLock { state in state.isEnded ? Effect.none : body(&state) }
    switch effect {
    case .none: break
    case .send(let socket, let text): socket.send(WebSocketFrames.text(text.utf8))
    case .answer(let poll, let answer): poll.resume(returning: answer)
    case .end: end()
    }
  }

  private static func send(_ text: String, _ state: inout State) -> Effect {
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

  private static func body(_ state: inout State) -> String {
    let packets = state.waiting.prefix(EnginePacket.mostInBody)
    state.waiting.removeFirst(packets.count)
    return packets.joined(separator: String(EnginePacket.separator))
  }

  // MARK: - Long polling

  /// What waits for the client, or will next. One poll at a time.
  func poll() async -> PollAnswer {
    await withCheckedContinuation { poll in
      var isOver = false
      let answer: PollAnswer? = state.withLock { state in
        guard !state.isEnded, case .polling = state.transport else { return .refused }
        if !state.waiting.isEmpty { return .packets(Self.body(&state)) }
        // The client waits for its poll to end before it takes the WebSocket.
        if state.probe != nil { return .packets(EnginePacket(.noop).text) }
        guard state.poll == nil else {
          isOver = true
          return .refused
        }
        state.poll = poll
        return nil
      }
      if let answer { poll.resume(returning: answer) }
      if isOver { end() }
    }
  }

  /// Whether the client may poll and post.
  var isPolling: Bool {
    state.withLock { state in
      if case .polling = state.transport { return !state.isEnded }
      return false
    }
  }

  // MARK: - WebSocket

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

  // MARK: - Receiving

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

extension EngineSession: FeedSubscriber {
  private static let event = EnginePacket(.message, #"2["enrichissement_updated"]"#).text
  private static let frame = WebSocketFrames.text(event.utf8)

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

/// Names that nobody can guess.
enum SecretName {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// 144 bits of the system's randomness, in letters that need no quoting.
  static func make() -> String {
    var random = SystemRandomNumberGenerator()
    return String(decoding: (0..<24).map { _ in letters[Int(random.next() & 63)] }, as: UTF8.self)
  }
}
