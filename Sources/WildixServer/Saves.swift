import NIOPosix
import Synchronization
import WildixCore

/// The one thread that saves, with a store of its own, in the order in which it was asked.
final class Saves: Sendable {
  /// Saves that may wait.
  static let waiting = 512

  private let pool = NIOThreadPool(numberOfThreads: 1)
  private let pending = Atomic<Int>(0)
  private let store = Mutex<(any CallStore)?>(nil)
  private let makeStore: @Sendable () throws -> sending any CallStore
  private let onSaved: @Sendable () -> Void

  /// `onSaved` is called after each save, on the thread that saved.
  init(makeStore: @escaping @Sendable () throws -> sending any CallStore, onSaved: @escaping @Sendable () -> Void) {
    self.makeStore = makeStore
    self.onSaved = onSaved
    pool.start()
  }

  /// Saves, all or none.
  func save(_ save: EnrichmentSave, by viewer: Viewer) async throws -> EnrichmentSaved {
    defer { pending.subtract(1, ordering: .relaxed) }
    guard pending.add(1, ordering: .relaxed).newValue <= Self.waiting else { throw Problem.busy }
    return try await pool.runIfActive {
      try self.store.withLock { store in
        let open = try store ?? self.makeStore()
        store = open
        let saved = try open.save(save, by: viewer)
        self.onSaved()
        return saved
      }
    }
  }

  func shutDown() async throws { try await pool.shutdownGracefully() }
}
