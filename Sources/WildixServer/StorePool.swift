import NIOPosix
import Synchronization
import WildixCore

/// Threads that read calls, each with a store of its own, so that no event loop waits for a disk. A user has some of the
/// threads at most, and never all that are free, so that nobody's long questions make others wait.
final class StorePool: Sendable {
  /// Threads there are.
  static let threads = 4
  private static let limits = Turns.Limits(running: threads, runningEach: 2, waiting: 4096, waitingEach: 256)

  /// A store, which is with one thread at a time.
  private final class Slot: Sendable {
    let store: Mutex<any CallStore>
    init(_ store: sending any CallStore) { self.store = Mutex(store) }
  }

  private let pool = NIOThreadPool(numberOfThreads: StorePool.threads)
  private let makeStore: @Sendable () throws -> sending any CallStore
  private let idle = Mutex<[Slot]>([])
  private let turns = Turns(StorePool.limits, refusal: .busy)

  init(makeStore: @escaping @Sendable () throws -> sending any CallStore) {
    self.makeStore = makeStore
    pool.start()
  }

  /// Lets `body` read as `viewer`, on one of the threads, for as long as that is wanted.
  func run<Result: Sendable>(
    for viewer: Viewer, _ body: @escaping @Sendable (any CallStore) throws -> Result
  ) async throws -> Result {
    let connection = Wanted.connection
    try await turns.enter(viewer.username)
    defer { turns.leave(viewer.username) }
    return try await run { store in
      let wanted = Wanted(on: connection)
      store.isStillWanted = { wanted.holds }
      defer { store.isStillWanted = nil }
      return try body(store)
    }
  }

  /// The same for the server itself, without an end.
  func run<Result: Sendable>(_ body: @escaping @Sendable (any CallStore) throws -> Result) async throws -> Result {
    try await pool.runIfActive {
      let slot = try self.idle.withLock { $0.popLast() } ?? Self.slot(self.makeStore)
      defer { self.idle.withLock { $0.append(slot) } }
      return try slot.store.withLock { store in try body(store) }
    }
  }

  private static func slot(_ makeStore: () throws -> sending any CallStore) throws -> Slot { Slot(try makeStore()) }
}
