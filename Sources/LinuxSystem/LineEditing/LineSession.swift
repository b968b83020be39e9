import CReadline
import Glibc
import Synchronization

/// The line that is being edited. readline's callbacks are C functions, which can reach nothing but a global.
let lineSession = Mutex(LineSession())

struct LineSession {
  /// The terminal, and where signals are read.
  var terminal: Int32 = -1
  var signals: Int32 = -1
  /// What was in the line at first.
  var text: [UInt8] = []
  var completions: @Sendable (String) -> [String] = { _ in [] }
  /// The key that ended the line, if it was not Return.
  var key: Key?
  /// Whether bytes were typed that are no UTF-8.
  var isForeign = false
  /// What came of it.
  var answer: LineAnswer?

  enum Key {
    case back, help, end
  }

  /// What a line that has ended says; nil where the input has.
  func answer(_ line: [UInt8]?) -> LineAnswer {
    guard let line, key != .end else { return .ended }
    guard !isForeign, let text = String(validating: line, as: UTF8.self) else { return .unreadable }
    return switch key {
    case .back: .back(text)
    case .help: .help(text)
    case .end, nil: .text(text)
    }
  }
}

/// What readline calls.
enum LineCallbacks {
  /// Takes the line that has ended, and puts the terminal in order.
  static let finish: @convention(c) (UnsafeMutablePointer<CChar>?) -> Void = { line in
    let bytes = line.map { Array(UnsafeBufferPointer(start: $0, count: strlen($0)).map(UInt8.init(bitPattern:))) }
    free(line)
    // Nobody has ended the line on the screen.
    if line == nil { rl_crlf() }
    creadline_drop_macro()
    rl_callback_handler_remove()
    lineSession.withLock { $0.answer = $0.answer(bytes) }
  }

  /// Reads a byte, where a signal can be heard: readline waits here when keys come in several.
  static let readByte: @convention(c) (UnsafeMutablePointer<FILE>?) -> Int32 = { _ in
    let (terminal, signals) = lineSession.withLock { ($0.terminal, $0.signals) }
    let readable = Int16(POLLIN)
    while true {
      var ready = [
        pollfd(fd: terminal, events: readable, revents: 0), pollfd(fd: signals, events: readable, revents: 0),
      ]
      guard poll(&ready, 2, -1) >= 0 || errno == EINTR else { return EOF }
      if ready[0].revents != 0 {
        var byte: UInt8 = 0
        let count = read(terminal, &byte, 1)
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        return count == 1 ? Int32(byte) : EOF
      }
      if ready[1].revents != 0 { return EOF }
    }
  }

  static let back: @convention(c) (Int32, Int32) -> Int32 = { LineCallbacks.end(by: .back, $0, $1) }

  static let help: @convention(c) (Int32, Int32) -> Int32 = { LineCallbacks.end(by: .help, $0, $1) }

  private static func end(by key: LineSession.Key, _ count: Int32, _ character: Int32) -> Int32 {
    lineSession.withLock { $0.key = key }
    return rl_newline(count, character)
  }

  /// Ctrl-D deletes, but at the end of a line that nobody has touched there is nothing to delete: it means the end.
  static let delete: @convention(c) (Int32, Int32) -> Int32 = { count, key in
    let isUntouched = creadline_point() == creadline_length() && lineSession.withLock { $0.text == LineBuffer.bytes }
    return isUntouched ? LineCallbacks.end(by: .end, count, key) : rl_delete(count, key)
  }

  /// What is pasted is one line, however many it had: lines must not answer questions that nobody has seen.
  static let paste: @convention(c) (Int32, Int32) -> Int32 = { _, _ in
    let end = Array("\u{1B}[201~".utf8)
    var bytes: [UInt8] = []
    while !bytes.suffix(end.count).elementsEqual(end) {
      let byte = rl_read_key()
      guard byte >= 0 else { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    if bytes.suffix(end.count).elementsEqual(end) { bytes.removeLast(end.count) }
    rl_insert_text(LineBuffer.oneLine(bytes))
    return 0
  }

  /// readline 8.2 writes beyond its memory where a prompt takes more than 254 rows, as when thousands of letters are
  /// pasted into a search: those are not shown.
  private static let longestPrompt = 1000

  static let redisplay: @convention(c) () -> Void = {
    if LineBuffer.defuse() { lineSession.withLock { $0.isForeign = true } }
    if creadline_prompt_length() <= longestPrompt { rl_redisplay() }
  }

  static let complete:
    @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = {
      prefix, _, _ in
      creadline_begin_completion()
      let completions = lineSession.withLock { $0.completions }
      return LineCompletion.matches(completions(prefix.map { String(cString: $0) } ?? "").filter(LineBuffer.isFit))
    }
}
