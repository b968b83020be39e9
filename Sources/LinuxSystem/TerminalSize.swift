import Glibc

/// The size of the terminal that standard output is.
public enum TerminalSize {
  /// Its columns; nil if there is no terminal, or it does not say.
  public static func columns() -> Int? {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
