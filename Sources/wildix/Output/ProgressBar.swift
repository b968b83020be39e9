import LinuxSystem
import WildixCore

/// A bar on the terminal while a long history is read for the first time. Nothing is shown within the first second
/// of a reading.
final class ProgressBar {
  private let errors: OutputStream
  private let language: Language
  private var started = SystemClock.nanoseconds()
  private var lastShown: Int64 = 0

  /// Nil where nobody is looking, or nothing can be drawn.
  init?(_ errors: OutputStream, _ environment: Environment, _ language: Language) {
    guard errors.isTerminal, environment["TERM"] != "dumb" else { return nil }
    (self.errors, self.language) = (errors, language)
  }

  /// Shows that `done` of `total` are done: nothing at the beginning of a reading; takes the bar away when all is.
  func show(_ done: Int64, _ total: Int64) {
    let now = SystemClock.nanoseconds()
    if done == 0 { started = now }
    guard done < total else { return clear() }
    guard now - started > 1_000_000_000, now - lastShown > 50_000_000 else { return }
    lastShown = now
    let percent = Int(done * 100 / total)
    let bar = String(repeating: "█", count: percent / 4) + String(repeating: "░", count: 25 - percent / 4)
    write("\r\(Phrase.readingCalls[language]) \(bar) \(percent)%\u{1B}[K")
  }

  private func clear() {
    guard lastShown > 0 else { return }
    lastShown = 0
    write("\r\u{1B}[K")
  }

  /// A bar that cannot be shown is not worth an error.
  private func write(_ text: String) {
    try? errors.write(text)
    try? errors.flush()
  }

  deinit { clear() }
}
