import Glibc

/// What the process's standard streams are connected to.
public enum Terminal {
  /// One of the standard streams.
  public enum Stream: Int32, Sendable { case input, output, error }

  /// Whether a stream is a terminal.
  public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Columns and rows of the terminal that a stream is; nil if it is none.
  public static func size(_ stream: Stream = .output) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Lets a closed pipe be an error of the writing call, where it would end the process without a word or a chance.
  public static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}
