import Glibc
import WildixCore

/// The user pressed Ctrl-C.
public struct Interrupted: Error, Equatable, Sendable {
  /// An interruption.
  public init() {}
}

/// Questions asked on the terminal that controls the process, whatever standard input and output are.
public final class TerminalPrompt {
  private let descriptor: Int32
  private let language: Language

  /// Opens the terminal, to ask in this language; nil if the process has none.
  public init?(_ language: Language) {
    self.language = language
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Asks, and answers the line that was typed, without showing it if `isHidden`. Nil: the input was ended (Ctrl-D).
  /// Ctrl-C throws `Interrupted`; a signal that ends or stops the process does so, with the terminal as it was before.
  public func ask(_ question: Phrase, isHidden: Bool) throws -> String? {
    while true {
      switch try attempt(question[language], isHidden) {
      case .line(let bytes): return bytes.map { String(decoding: $0, as: UTF8.self) }
      case .signal(SIGINT): throw Interrupted()
      // Nobody holds it back now: we end or stop here. When we go on, we ask again.
      case .signal(let signal): raise(signal)
      }
    }
  }

  private enum Outcome {
    case line([UInt8]?)
    case signal(Int32)
  }

  /// Asks once, and leaves terminal and signals as it found them.
  private func attempt(_ question: String, _ isHidden: Bool) throws(SystemError) -> Outcome {
    let watch = try SignalWatch([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP])
    // Kept until the terminal is in order again.
    defer { withExtendedLifetime(watch) {} }
    let former = try isHidden ? hideTyping() : nil
    defer { if var former { tcsetattr(descriptor, TCSANOW, &former) } }
    try show(question)
    var line: [UInt8] = []
    while true {
      if let signal = try wait(watch) {
        // The terminal may be what has gone.
        try? show("\n")
        return .signal(signal)
      }
      let bytes = try read()
      line += bytes
      if line.last == UInt8(ascii: "\n") { return .line(line.dropLast()) }
      if bytes.isEmpty {
        try show("\n")
        return .line(line.isEmpty ? nil : line)
      }
    }
  }

  /// Waits until there is something to read, or a signal, which is answered.
  private func wait(_ watch: SignalWatch) throws(SystemError) -> Int32? {
    let readable = Int16(POLLIN)
    var ready = [
      pollfd(fd: watch.descriptor, events: readable, revents: 0), pollfd(fd: descriptor, events: readable, revents: 0),
    ]
    while true {
      guard poll(&ready, 2, -1) >= 0 || errno == EINTR else { throw SystemError(.read, "/dev/tty") }
      if let signal = watch.next() { return signal }
      if ready[1].revents != 0 { return nil }
    }
  }

  private func read() throws(SystemError) -> ArraySlice<UInt8> {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var count = 0
    repeat { count = Glibc.read(descriptor, &buffer, buffer.count) } while count < 0 && errno == EINTR
    guard count >= 0 else { throw SystemError(.read, "/dev/tty") }
    return buffer[..<count]
  }

  /// Answers the settings to go back to.
  private func hideTyping() throws(SystemError) -> termios {
    var former = termios()
    guard tcgetattr(descriptor, &former) == 0 else { throw SystemError(.readSettings, "/dev/tty") }
    var hidden = former
    hidden.c_lflag &= ~tcflag_t(ECHO)
    // The end of the line is shown all the same.
    hidden.c_lflag |= tcflag_t(ECHONL | ICANON | ISIG)
    // What was typed ahead was visible, and is thrown away.
    guard tcsetattr(descriptor, TCSAFLUSH, &hidden) == 0 else { throw SystemError(.hideTyping, "/dev/tty") }
    return former
  }

  private func show(_ text: String) throws(SystemError) {
    try writeAll(Array(text.utf8), to: descriptor, of: .path("/dev/tty"))
  }
}
