import Synchronization

/// How many connections there may be, in all and from one address. This machine's own addresses are not limited singly: a
/// proxy stands for many.
final class ConnectionLimits: Sendable {
  private static let perAddress = 1000

  private struct State {
    var total = 0
    var byAddress: [String: Int] = [:]
  }

  private let most: Int
  private let state = Mutex(State())

  /// At most so many in all.
  init(most: Int) { self.most = most }

  var total: Int { state.withLock { $0.total } }

  /// Counts a connection; false if it is one too many.
  func open(_ address: String) -> Bool {
    let name = NetworkName.of(address)
    let isOwn = ListenAddress.isLoopback(address)
    return state.withLock { state in
      let count = state.byAddress[name] ?? 0
      guard state.total < most, isOwn || count < Self.perAddress else { return false }
      state.total += 1
      state.byAddress[name] = count + 1
      return true
    }
  }

  /// A connection that was counted has ended.
  func close(_ address: String) {
    let name = NetworkName.of(address)
    state.withLock { state in
      state.total -= 1
      let rest = (state.byAddress[name] ?? 1) - 1
      state.byAddress[name] = rest == 0 ? nil : rest
    }
  }
}
