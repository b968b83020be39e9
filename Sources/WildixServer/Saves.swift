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
  private let isSaving: @Sendable (Bool) -> Void

  /// `isSaving` hears when a save begins and when it has ended, on the thread that saves.
  init(
    makeStore: @escaping @Sendable () throws -> sending any CallStore, isSaving: @escaping @Sendable (Bool) -> Void
  ) {
    self.makeStore = makeStore
    self.isSaving = isSaving
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
        self.isSaving(true)
        defer { self.isSaving(false) }
        return try open.save(save, by: viewer)
      }
    }
  }

  func shutDown() async throws { try await pool.shutdownGracefully() }
}
