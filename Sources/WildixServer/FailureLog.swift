import Logging
import Synchronization

/// Failures, told in the log: each once in a while, however many requests meet it.
final class FailureLog: Sendable {
  /// Nanoseconds.
  private static let interval: Int64 = 10_000_000_000
  private let told = Mutex<[String: Int64]>([:])

  func note(_ text: String, at now: Int64, _ logger: Logger) {
    let isNew = told.withLock { told in
      told = told.filter { now - $0.value < Self.interval }
      return told.updateValue(told[text] ?? now, forKey: text) == nil
    }
    if isNew { logger.error("\(text)") }
  }
}
