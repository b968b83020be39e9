import CReadline
import Glibc
import Synchronization
import WildixCore

/// Asks for lines on the terminal that controls the process, whatever standard input and output are, with GNU readline:
/// the user's `inputrc` holds. One at a time in a process.
public final class LineEditor {
  /// Narrower windows are taken to be so wide.
  private static let leastColumns: UInt16 = 8
  private let input: UnsafeMutablePointer<FILE>
  private let output: UnsafeMutablePointer<FILE>
  private var isPrepared = false
  /// Kept from question to question: no signal that comes between two is lost.
  private var watch: SignalWatch?
  /// Signals that came, and are yet to be answered.
  private var signals: [Int32] = []

  /// Opens the terminal; nil if the process has none.
  public init?() {
    guard let input = fopen("/dev/tty", "re") else { return nil }
    guard let output = fopen("/dev/tty", "we") else {
      fclose(input)
      return nil
    }
    (self.input, self.output) = (input, output)
  }

  deinit {
    fclose(input)
    fclose(output)
  }

  /// Shows `text` on the terminal, with a line end.
  public func show(_ text: String) throws {
    try writeAll(Array("\(text)\n".utf8), to: fileno(output), of: .path("/dev/tty"))
  }

  /// Forgets what was typed ahead.
  public func forgetTyping() { tcflush(fileno(input), TCIFLUSH) }

  /// Lets signals do again what they do where nobody asks. Ctrl-C that came since the last question throws `Interrupted`.
  public func rest() throws {
    guard let watch else { return }
    while let signal = watch.next() { signals.append(signal) }
    self.watch = nil
    defer { signals = [] }
    for signal in signals where signal != SIGCONT && signal != SIGWINCH {
      if signal == SIGINT { throw Interrupted() }
      raise(signal)
    }
  }

  /// Asks, and answers what was typed. Until `rest`, signals are answered here alone. Ctrl-C throws `Interrupted`; a
  /// signal that ends the process does so. However it ends, the terminal is then as it was before.
  public func ask(_ question: LineQuestion) throws -> LineAnswer {
    let watch = try watch ?? SignalWatch([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
    self.watch = watch
    try begin(question, watch)
    while true {
      if let answer = lineSession.withLock({ $0.answer }) { return answer }
      guard let signal = try wait(watch) else {
        rl_callback_read_char()
        continue
      }
      switch signal {
      case SIGWINCH: resize()
      case SIGCONT: try resume(watch)
      case SIGTSTP:
        leaveLine()
        creadline_restore_terminal()
        stop()
        try resume(watch)
      default:
        abandon()
        if signal == SIGINT { throw Interrupted() }
        ProcessSetup.end(by: signal)
      }
    }
  }

  private func begin(_ question: LineQuestion, _ watch: SignalWatch) throws(SystemError) {
    lineSession.withLock {
      $0 = LineSession(
        terminal: fileno(input), signals: watch.descriptor, text: Array(question.text.utf8),
        completions: question.completions)
    }
    try waitForTerminal(watch)
    withUTF8 {
      prepare()
      clear_history()
      for line in question.history.reversed() where LineBuffer.isFit(line) { add_history(line) }
      takeSize()
      rl_callback_handler_install(question.prompt, LineCallbacks.finish)
    }
    // Not to be undone.
    rl_replace_line(question.text, 1)
    creadline_set_point(creadline_length())
    show()
  }

  /// Sets readline up, once.
  private func prepare() {
    guard !isPrepared else { return }
    isPrepared = true
    creadline_prepare(input, output, LineCallbacks.readByte)
    rl_initialize()
    creadline_complete(LineCallbacks.complete)
    creadline_set_redisplay(LineCallbacks.redisplay)
    creadline_bind("\\e[200~", LineCallbacks.paste)
    for keys in ["\\e[Z", "\\e[1;3A"] { creadline_bind_if_free(keys, LineCallbacks.back) }
    for keys in ["\\eOP", "\\e[11~", "\\e[[A"] { creadline_bind_if_free(keys, LineCallbacks.help) }
    creadline_bind_delete(LineCallbacks.delete)
  }

  /// All our texts are UTF-8, whatever the locale says; readline asks the environment.
  private func withUTF8(_ body: () -> Void) {
    let former = getenv("LC_ALL").map { String(cString: $0) }
    setenv("LC_ALL", "C.UTF-8", 1)
    body()
    if let former { setenv("LC_ALL", former, 1) } else { unsetenv("LC_ALL") }
  }

  /// Waits until there is something to read, or a signal, which is answered.
  private func wait(_ watch: SignalWatch) throws(SystemError) -> Int32? {
    if !signals.isEmpty { return signals.removeFirst() }
    let readable = Int16(POLLIN)
    var ready = [
      pollfd(fd: watch.descriptor, events: readable, revents: 0),
      pollfd(fd: fileno(input), events: readable, revents: 0),
    ]
    while true {
      guard poll(&ready, 2, -1) >= 0 || errno == EINTR else { throw SystemError(.read, "/dev/tty") }
      if let signal = watch.next() { return signal }
      if ready[1].revents != 0 { return nil }
    }
  }

  /// In the background the kernel stops us here, until we are in the foreground: a terminal whose settings are the
  /// shell's must not be taken for ours. Signals that tell of that have done so.
  private func waitForTerminal(_ watch: SignalWatch) throws(SystemError) {
    while tcdrain(fileno(input)) < 0 {
      guard errno == EINTR else { throw SystemError(.read, "/dev/tty") }
    }
    while let signal = watch.next() { signals.append(signal) }
    signals.removeAll { $0 == SIGCONT || $0 == SIGWINCH }
  }

  /// Shows the line, on a terminal too that some program has left without echo.
  private func show() {
    rl_tty_set_echoing(1)
    LineCallbacks.redisplay()
  }

  /// Tells readline how large the window is.
  private func takeSize() {
    if !isTiny() { rl_reset_screen_size() }
  }

  /// Whether the window is too narrow for readline, which divides by zero in one column; it is told another size then.
  private func isTiny() -> Bool {
    var size = winsize()
    guard ioctl(fileno(output), UInt(TIOCGWINSZ), &size) == 0, 1..<Self.leastColumns ~= size.ws_col else {
      return false
    }
    rl_set_screen_size(Int32(max(1, size.ws_row)), Int32(Self.leastColumns))
    return true
  }

  /// readline clears the line for its own way of showing it alone.
  private func resize() {
    guard !isTiny() else { return }
    creadline_set_redisplay(rl_redisplay)
    rl_resize_terminal()
    creadline_set_redisplay(LineCallbacks.redisplay)
  }

  /// Puts the cursor below the line, which stays to be seen.
  private func leaveLine() {
    let point = creadline_point()
    creadline_set_point(creadline_length())
    LineCallbacks.redisplay()
    creadline_set_point(point)
    rl_crlf()
    fflush(output)
  }

  /// Lets the process stop, until it is to go on.
  private func stop() {
    var watching = sigaction()
    var standard = sigaction()
    standard.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(SIGTSTP, &standard, &watching)
    raise(SIGTSTP)
    sigaction(SIGTSTP, &watching, nil)
  }

  /// Takes the terminal over again, and shows the line as it was left.
  private func resume(_ watch: SignalWatch) throws(SystemError) {
    try waitForTerminal(watch)
    creadline_restore_terminal()
    creadline_prepare_terminal()
    takeSize()
    fputs("\r", output)
    rl_tty_set_echoing(1)
    rl_forced_update_display()
  }

  /// Gives the line up, and puts the terminal in order.
  private func abandon() {
    rl_callback_sigcleanup()
    leaveLine()
    rl_free_line_state()
    rl_callback_handler_remove()
  }
}
