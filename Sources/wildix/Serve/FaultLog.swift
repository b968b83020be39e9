import LinuxSystem
import Logging
import Synchronization
import WildixCore
import WildixStore

/// Files that cannot be read, told in the log: each fault once a minute, however many requests meet it.
final class FaultLog: Sendable {
  /// Nanoseconds.
  private static let interval: Int64 = 60_000_000_000
  private let logger: Logger
  private let language: Language
  private let told = Mutex<[String: Int64]>([:])

  init(_ logger: Logger, _ language: Language) { (self.logger, self.language) = (logger, language) }

  func note(_ fault: SourceFault) {
    let text = PrintableText.of(SourceWarning.phrase(fault)[language])
    let now = SystemClock.uptime()
    let isNew = told.withLock { told in
      told = told.filter { $0.value > now - Self.interval }
      return told.updateValue(told[text] ?? now, forKey: text) == nil
    }
    if isNew { logger.warning("\(text)") }
  }
}
