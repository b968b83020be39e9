import NIOWebSocket
import Synchronization
import WildixCore

/// All sessions of Socket.IO.
final class EngineSessions: Sendable {
  let feed: LiveFeed
  private let clock = ContinuousClock()
  private let start = ContinuousClock.now
  private let sessions = Mutex<[String: EngineSession]>([:])

  init(_ feed: LiveFeed) { self.feed = feed }

  /// Nanoseconds of a clock that nobody sets.
  func now() -> Int64 {
    let (seconds, attoseconds) = (clock.now - start).components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  func add(_ session: EngineSession) { sessions.withLock { $0[session.sid] = session } }

  func remove(_ session: EngineSession) { sessions.withLock { $0[session.sid] = nil } }

  /// The session `sid`, if it is of the user who asks. Another's does not exist for them.
  func session(_ sid: String, of access: Access) -> EngineSession? {
    sessions.withLock { $0[sid] }.flatMap { $0.access.viewer.username == access.viewer.username ? $0 : nil }
  }

  /// Looks after all of them until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      let now = now()
      for session in sessions.withLock({ Array($0.values) }) { session.tick(now) }
    }
  }

  func endAll() {
    for session in sessions.withLock({ Array($0.values) }) { session.end(.goingAway, "server ends") }
  }
}
