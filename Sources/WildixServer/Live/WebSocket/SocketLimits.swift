import NIOWebSocket
import Synchronization
import WildixCore

/// How many live connections there may be, in all and from one address, and which there are.
final class SocketLimits: Sendable {
  /// From one address: a whole office may stand behind it. This machine's own, which a proxy speaks for, is not limited.
  static let perAddress = 1_000
  static let most = 20_000

  private struct State {
    var total = 0
    var byAddress: [String: Int] = [:]
    var sockets: [UInt64: SocketHandle] = [:]
    var next: UInt64 = 0
    var isEnding = false
  }

  private let state = Mutex(State())

  var total: Int { state.withLock { $0.total } }

  /// Leave for one more from this client, which holds until it goes; nil if it is one too many.
  func admit(_ client: Client) -> SocketAdmission? {
    let name = NetworkName.of(client.address)
    return state.withLock { state in
      guard !state.isEnding, state.total < Self.most else { return nil }
      guard client.isLocal || state.byAddress[name] ?? 0 < Self.perAddress else { return nil }
      state.total += 1
      state.byAddress[name, default: 0] += 1
      state.next += 1
      return SocketAdmission(self, state.next, name)
    }
  }

  /// Ends all of them, and lets no more in.
  func endAll() {
    let sockets = state.withLock { state in
      state.isEnding = true
      return Array(state.sockets.values)
    }
    for socket in sockets { socket.close(.goingAway, "server ends") }
  }

  /// Whether no WebSocket is open any more.
  var isQuiet: Bool { state.withLock { $0.sockets.isEmpty } }

  fileprivate func enter(_ number: UInt64, _ socket: SocketHandle) {
    let isEnding = state.withLock { state in
      state.sockets[number] = socket
      return state.isEnding
    }
    if isEnding { socket.close(.goingAway, "server ends") }
  }

  fileprivate func leave(_ number: UInt64) { state.withLock { $0.sockets[number] = nil } }

  fileprivate func release(_ name: String) {
    state.withLock { state in
      state.total -= 1
      let rest = (state.byAddress[name] ?? 1) - 1
      state.byAddress[name] = rest == 0 ? nil : rest
    }
  }
}

/// Leave for one live connection, while it is held.
final class SocketAdmission: Sendable {
  private let limits: SocketLimits
  private let number: UInt64
  private let name: String

  fileprivate init(_ limits: SocketLimits, _ number: UInt64, _ name: String) {
    (self.limits, self.number, self.name) = (limits, number, name)
  }

  deinit { limits.release(name) }

  /// The connection's WebSocket is open.
  func enter(_ socket: SocketHandle) { limits.enter(number, socket) }

  func leave() { limits.leave(number) }
}
