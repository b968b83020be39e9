import DequeModule
import NIOPosix
import Synchronization
import WildixCore

/// Threads that read calls, each with a store of its own, so that no event loop waits for a disk. A user has some of the
/// threads at most, so that nobody's long questions make others wait.
final class StorePool: Sendable {
  /// Threads there are, and how many of them one user may keep busy.
  static let threads = 4
  static let threadsPerUser = 2
  /// Questions of one user that may wait.
  static let waitingPerUser = 256

  /// A store, which is with one thread at a time.
  private final class Slot: Sendable {
    let store: Mutex<any CallStore>
    init(_ store: sending any CallStore) { self.store = Mutex(store) }
  }

  private struct Line {
    var running = 0
    var waiting: Deque<CheckedContinuation<Void, any Error>> = []
  }

  private let pool = NIOThreadPool(numberOfThreads: StorePool.threads)
  private let makeStore: @Sendable () throws -> sending any CallStore
  private let idle = Mutex<[Slot]>([])
  private let lines = Mutex<[String: Line]>([:])

  init(makeStore: @escaping @Sendable () throws -> sending any CallStore) {
    self.makeStore = makeStore
    pool.start()
  }

  /// Lets `body` read as `viewer`, on one of the threads.
  func run<Result: Sendable>(
    for viewer: Viewer, _ body: @escaping @Sendable (any CallStore) throws -> Result
  ) async throws -> Result {
    try await enter(viewer.username)
    defer { leave(viewer.username) }
    return try await run(body)
  }

  /// The same for the server itself.
  func run<Result: Sendable>(_ body: @escaping @Sendable (any CallStore) throws -> Result) async throws -> Result {
    try await pool.runIfActive {
      let slot = try self.idle.withLock { $0.popLast() } ?? Self.slot(self.makeStore)
      defer { self.idle.withLock { $0.append(slot) } }
      return try slot.store.withLock { store in try body(store) }
    }
  }

  private static func slot(_ makeStore: () throws -> sending any CallStore) throws -> Slot { Slot(try makeStore()) }

  private func enter(_ user: String) async throws {
    try await withCheckedThrowingContinuation { (turn: CheckedContinuation<Void, any Error>) in
      let answer: Result<Void, any Error>? = lines.withLock { lines in
        var line = lines[user] ?? Line()
        defer { lines[user] = line }
        if line.running < Self.threadsPerUser {
          line.running += 1
          return .success(())
        }
        guard line.waiting.count < Self.waitingPerUser else { return .failure(Problem.busy) }
        line.waiting.append(turn)
        return nil
      }
      if let answer { turn.resume(with: answer) }
    }
  }

  private func leave(_ user: String) {
    let next = lines.withLock { lines -> CheckedContinuation<Void, any Error>? in
      guard var line = lines[user] else { return nil }
      if let next = line.waiting.popFirst() {
        lines[user] = line
        return next
      }
      line.running -= 1
      lines[user] = line.running == 0 ? nil : line
      return nil
    }
    next?.resume()
  }
}
