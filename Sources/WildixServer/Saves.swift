import NIOPosix
import Synchronization
import WildixCore

/// The one thread that saves, with a store of its own: users take turns, and what one of them sends is saved in its order.
final class Saves: Sendable {
  private static let limits = Turns.Limits(running: 1, runningEach: 1, waiting: 512, waitingEach: 16)

  private let pool = NIOThreadPool(numberOfThreads: 1)
  private let turns = Turns(Saves.limits, refusal: .busy)
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
    try await turns.enter(viewer.username)
    defer { turns.leave(viewer.username) }
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
