import ArgumentParser
import LinuxSystem
import WildixCore
import WildixStore

/// What a command reaches outside itself for: one value, so that tests can give another.
struct Context {
  var clock: WallClock
  var environment: Environment
  var input: StandardInput
  var output: OutputStream
  var errors: OutputStream
  /// Opens the terminal that questions are asked on; nil if there is none.
  var openTerminal: () -> TerminalPrompt?
  /// Opens the same with lines that can be edited; nil if there is none.
  var openEditor: () -> LineEditor?
  /// Opens what is known of people in a data directory.
  var openPeople: (String) -> any People
  /// Opens the calls of a data directory.
  var openCalls: (String) throws -> any CallStore
  /// Gets the warnings of those calls.
  var warnings: SourceWarning.Receiver

  /// The process's own.
  static func live() -> Context {
    let language = Language { Environment.process[$0] }
    let warnings = SourceWarning.Receiver(.standardError(), language)
    return Context(
      clock: .system, environment: .process, input: StandardInput(), output: .standardOutput(),
      errors: .standardError(), openTerminal: { TerminalPrompt(language) }, openEditor: { LineEditor() },
      openPeople: { UserDatabase(data: $0) },
      openCalls: { data in
        let errors = OutputStream.standardError()
        return try FileCallStore(
          data: data, cache: Environment.process.cacheDirectory, zone: SystemZone.machine(),
          warn: { warnings.receive($0) }, progress: ProgressBar(errors, .process, language)?.show)
      },
      warnings: warnings)
  }

  /// The data directory that the options ask for.
  func dataDirectory(_ options: SharedOptions) -> String { environment.dataDirectory(option: options.data) }

  /// The people of that directory.
  func people(_ options: SharedOptions) -> any People { openPeople(dataDirectory(options)) }

  /// What is said is said in this language.
  var language: Language { Language { environment[$0] } }

  /// Says something beside the result.
  func note(_ phrase: Phrase) throws {
    try errors.write(PrintableText.of(phrase[language]) + "\n")
    try errors.flush()
  }

  /// Text of others, as it may go to standard output.
  func shown(_ text: String) -> String { output.isTerminal ? PrintableText.of(text) : text }

  /// Whether standard output is to be coloured.
  func usesColor(_ choice: ColorChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: output.isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    }
  }
}

/// A command that works on a context.
protocol ContextCommand: ParsableCommand {
  /// Looks at the arguments alone, where each is right by itself. ArgumentParser's `validate()` could say what is wrong in
  /// one language only.
  func check() throws(OptionError)
  mutating func run(_ context: Context) throws
}

extension ContextCommand {
  func check() throws(OptionError) {}

  mutating func run() throws {
    try check()
    try run(.live())
  }
}
