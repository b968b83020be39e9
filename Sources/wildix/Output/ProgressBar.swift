import LinuxSystem

/// A bar on the terminal while a long history is read for the first time. Nothing is shown within the first second.
final class ProgressBar {
  private let errors: OutputStream
  private let started = SystemClock.nanoseconds()
  private var lastShown: Int64 = 0

  /// Nil where nobody is looking.
  init?(_ errors: OutputStream) {
    guard errors.isTerminal else { return nil }
    self.errors = errors
  }

  /// Shows that `done` of `total` are done.
  func show(_ done: Int64, _ total: Int64) {
    let now = SystemClock.nanoseconds()
    guard now - started > 1_000_000_000, now - lastShown > 50_000_000 else { return }
    lastShown = now
    let percent = total > 0 ? min(100, Int(done * 100 / total)) : 100
    let bar = String(repeating: "█", count: percent / 4) + String(repeating: "░", count: 25 - percent / 4)
    try? errors.write("\rreading calls \(bar) \(percent)%\u{1B}[K")
    try? errors.flush()
  }

  deinit {
    guard lastShown > 0 else { return }
    try? errors.write("\r\u{1B}[K")
    try? errors.flush()
  }
}
