import Dispatch
import Synchronization

/// Lets the main thread, which has nothing else to do, wait for what is asynchronous.
enum Blocking {
  private final class Outcome: Sendable {
    let failure = Mutex<(any Error)?>(nil)
  }

  static func run(_ body: @escaping @Sendable () async throws -> Void) throws {
    let outcome = Outcome()
    let end = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        try await body()
      } catch {
        outcome.failure.withLock { $0 = error }
      }
      end.signal()
    }
    end.wait()
    if let error = outcome.failure.withLock({ $0 }) { throw error }
  }
}
