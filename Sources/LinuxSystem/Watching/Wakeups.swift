import Glibc

/// What a program waits for that shows changes until it is stopped.
public final class Wakeups {
  /// Why the program is woken.
  public enum Reason: Equatable, Sendable {
    /// Something changed about the files.
    case changed
    /// Nothing happened for as long as was asked for.
    case elapsed
    /// The terminal's window has another size, or was given back to us.
    case resized
    /// Somebody wants the program to end.
    case stopped(signal: Int32)
    /// Nobody reads the output any more.
    case readerGone
  }

  private let watch: DirectoryWatch
  private let output: Int32
  private let signals: SignalWatch?
  private var former: termios?

  /// Waits for what `watch` tells, and for the end of who reads standard output. On a terminal typing is not shown, and
  /// signals are waited for too, until this goes.
  public init(_ watch: DirectoryWatch, isTerminal: Bool) throws(SystemError) {
    self.watch = watch
    output = 1
    signals =
      isTerminal ? try SignalWatch([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT]) : nil
    if isTerminal { hideTyping() }
  }

  deinit { showTyping() }

  /// Waits for the next reason, so many milliseconds at most.
  public func next(milliseconds: Int64) -> Reason {
    while true {
      if let signal = signals?.next() {
        switch signal {
        case SIGWINCH: return .resized
        case SIGTSTP: pause()
        case SIGCONT:
          hideTyping()
          return .resized
        default: return .stopped(signal: signal)
        }
      }
      switch watch.wait(milliseconds: milliseconds, alongside: signals?.descriptor ?? -1, output: output) {
      case .changed: return .changed
      case .elapsed: return .elapsed
      case .readerGone: return .readerGone
      case .other: continue
      }
    }
  }

  /// Stops until somebody lets us go on, with the terminal as it was.
  private func pause() {
    showTyping()
    raise(SIGSTOP)
  }

  private func hideTyping() {
    var settings = termios()
    guard former == nil, tcgetattr(output, &settings) == 0 else { return }
    former = settings
    settings.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(output, TCSANOW, &settings)
  }

  private func showTyping() {
    if var former { tcsetattr(output, TCSANOW, &former) }
    former = nil
  }
}
