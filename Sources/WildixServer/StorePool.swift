import NIOPosix
import ServiceLifecycle
import Synchronization
import WildixCore

/// Threads that read calls, each with a store of its own, so that no event loop waits for a disk. A user has some of the
/// threads at most, and never all that are free, and what takes long is moved aside, so that nobody's long questions make
/// others wait.
final class StorePool: Service, Sendable {
  /// Questions at once, beside those that take long.
  private static let places = 4
  /// Long ones at once for which there are threads beside those.
  private static let longOnes = 12
  private static let limits = Turns.Limits(running: places, runningEach: 2, waiting: 4096, waitingEach: 256)
  /// How often it is looked for long ones.
  private static let interval = Duration.milliseconds(500)

  /// A store, which is with one thread at a time.
  private final class Slot: Sendable {
    let store: Mutex<any CallStore>
    init(_ store: sending any CallStore) { self.store = Mutex(store) }
  }

  private struct State {
    var idle: [Slot] = []
    /// Readings on threads of `usual`.
    var running = 0
  }

  private let usual = NIOThreadPool(numberOfThreads: StorePool.places)
  /// For what would have to wait for a long one.
  private let spare = NIOThreadPool(numberOfThreads: StorePool.longOnes)
  private let makeStore: @Sendable () throws -> sending any CallStore
  private let state = Mutex(State())
  private let turns = Turns(StorePool.limits, refusal: .busy)
  private let questions = Mutex(LongQuestions(most: StorePool.longOnes))

  init(makeStore: @escaping @Sendable () throws -> sending any CallStore) {
    self.makeStore = makeStore
    usual.start()
    spare.start()
  }

  /// Moves aside what takes long, until the server ends.
  func run() async throws {
    try? await cancelWhenGracefulShutdown { [self] in
      while true {
        try await Task.sleep(for: Self.interval)
        for _ in 0..<questions.withLock({ $0.giveWay(at: .now) }) { turns.giveWay() }
      }
    }
  }

  /// Lets `body` read as `viewer`, on one of the threads, for as long as that is wanted.
  func run<Result: Sendable>(
    for viewer: Viewer, _ body: @escaping @Sendable (any CallStore) throws -> Result
  ) async throws -> Result {
    let connection = Wanted.connection
    try await turns.enter(viewer.username)
    let question = questions.withLock { $0.begin(at: .now) }
    defer {
      let hasGivenWay = questions.withLock { $0.end(question) }
      turns.leave(viewer.username, hasGivenWay: hasGivenWay)
    }
    return try await run { store in
      let wanted = Wanted(on: connection)
      store.isStillWanted = { wanted.holds }
      defer { store.isStillWanted = nil }
      return try body(store)
    }
  }

  /// The same for the server itself, without an end.
  func run<Result: Sendable>(_ body: @escaping @Sendable (any CallStore) throws -> Result) async throws -> Result {
    let isUsual = state.withLock { state in
      let isUsual = state.running < Self.places
      if isUsual { state.running += 1 }
      return isUsual
    }
    defer { if isUsual { state.withLock { $0.running -= 1 } } }
    return try await (isUsual ? usual : spare).runIfActive {
      let slot = try self.state.withLock { $0.idle.popLast() } ?? Self.slot(self.makeStore)
      defer { self.keep(slot) }
      return try slot.store.withLock { store in try body(store) }
    }
  }

  /// Keeps as many stores as are usual: each has memory and open files.
  private func keep(_ slot: Slot) {
    state.withLock { state in if state.idle.count < Self.places { state.idle.append(slot) } }
  }

  private static func slot(_ makeStore: () throws -> sending any CallStore) throws -> Slot { Slot(try makeStore()) }
}
