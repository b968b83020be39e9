/// A line to be asked for.
public struct LineQuestion: Sendable {
  /// What stands before the line; escape sequences are allowed.
  public var prompt: String
  /// What is in the line already, ready to be edited: text without control characters.
  public var text: String
  /// What the arrow keys bring back, the newest first. What holds control characters is left out.
  public var history: [String]
  /// What TAB offers for a line that begins so, in this order. What holds control characters is left out.
  public var completions: @Sendable (String) -> [String]

  /// A question by its parts.
  public init(
    _ prompt: String, text: String = "", history: [String] = [],
    completions: @escaping @Sendable (String) -> [String] = { _ in [] }
  ) {
    self.prompt = prompt
    self.text = text
    self.history = history
    self.completions = completions
  }
}

/// How a question was answered.
public enum LineAnswer: Equatable, Sendable {
  /// The line, with Return. Control characters are not in it.
  case text(String)
  /// A line that is not UTF-8.
  case unreadable
  /// Shift-Tab or Alt-Up: back to the question before; with what stood in the line.
  case back(String)
  /// F1, with what stood in the line.
  case help(String)
  /// Ctrl-D in a line that is empty, or as it was and with nothing behind the cursor; or the terminal is gone.
  case ended
}
