import LinuxSystem
import WildixCore

/// A table that stays where it is on the terminal and is drawn anew over itself. Nothing of the terminal is changed for
/// it, so that nothing has to be put back: the cursor waits behind the last line.
struct LiveTable {
  private let stream: OutputStream
  /// Lines that stand there now.
  private var height = 0

  init(_ stream: OutputStream) { self.stream = stream }

  /// Puts `lines` in the place of those that were there.
  mutating func draw(_ lines: [String]) throws {
    var text = height > 1 ? "\r\u{1B}[\(height - 1)A" : "\r"
    // Each line is cleared before it is written: behind a full one the cursor stands on its last column.
    text += lines.map { "\u{1B}[2K" + $0 }.joined(separator: "\r\n")
    if lines.count < height { text += "\u{1B}[J" }
    height = lines.count
    try stream.write(text)
    try stream.flush()
  }

  /// Puts `line` in the place of the last one.
  mutating func drawLast(_ line: String) throws {
    if height == 0 { height = 1 }
    try stream.write("\r\u{1B}[2K" + line)
    try stream.flush()
  }

  /// Begins anew on an empty screen, since a window of another size has broken the lines in other places.
  mutating func startOver() throws {
    height = 0
    try stream.write("\u{1B}[H\u{1B}[2J")
  }

  /// Leaves the table where it is, and the cursor below it.
  func leave() throws {
    if height > 0 { try stream.write("\r\n") }
    try stream.flush()
  }
}
