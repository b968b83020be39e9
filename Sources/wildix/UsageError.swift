import WildixCore

/// An option's value that cannot be understood; says what can.
struct OptionError: Error, Equatable {
  var message: Phrase
  /// The command whose help says more.
  var command: String

  init(_ message: Phrase, of command: String = "calls") { (self.message, self.command) = (message, command) }
}

/// Arguments that are each right, but cannot be used here and now.
enum UsageError: Error, Equatable {
  /// A password must be asked, and there is nobody to ask.
  case noTerminalForPassword
  /// A user name must be asked, and there is nobody to ask.
  case noTerminalForName
  /// A table is to stay in place, and there is no terminal for it.
  case noTerminalForTable
  /// `--password-stdin` was given, and standard input ended before a password came.
  case missingPassword
  /// A password that is not UTF-8.
  case unreadablePassword
  /// The two passwords typed differ.
  case passwordsDiffer
  /// No field of an enrichment was given, and there is nobody to ask.
  case nothingToNote
  /// Neither of the things that could be changed was named.
  case nothingToChange
}
