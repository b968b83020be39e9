import Glibc

/// The size of the terminal that standard output is.
public enum TerminalSize {
  /// Its columns; nil if there is no terminal, or it does not say.
  public static func columns() -> Int? { size().flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } }

  /// Its rows; nil if there is no terminal, or it does not say.
  public static func rows() -> Int? { size().flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

  private static func size() -> winsize? {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }
}
