import LinuxSystem
import WildixCore
import WildixStore

/// What is told of an error, and with which status the process ends: the one table of them.
struct ErrorReport: Equatable {
  var message: String
  /// What to do next.
  var hint: String?
  var status: ExitStatus

  init(_ message: String, hint: String? = nil, _ status: ExitStatus) {
    self.message = message
    self.hint = hint
    self.status = status
  }

  /// The report of an error; nil where there is nothing to say: a pipe was closed, for its reader has seen enough.
  init?(_ error: any Error) {
    switch error {
    case let error as OptionError: self.init(error.message, hint: "wildix calls --help", .usage)
    case let error as UsageError: self = Self.report(error)
    case let error as PeopleError: self = Self.report(error)
    case let error as LineError: self = Self.report(error)
    case let error as SaveFailure: self = Self.report(error)
    case let error as UserDatabaseError: self = Self.report(error)
    case let error as SystemError:
      if error.isClosedPipe { return nil }
      // Only what was to be read can be missing; where something cannot be written, writing is what failed.
      let isMissingInput = error.isMissing && error.operation == .read
      self.init(
        "cannot \(error.operation) \(error.path): \(error.reason)",
        hint: isMissingInput ? "--data DIR or WILDIX_DATA names the directory that the PBX's export is in" : nil,
        isMissingInput ? .notFound : .inputOutput)
    case let error as SourceFault:
      self.init("\(error.file): \(error.problem)", hint: "mend the file, or export it anew", .badData)
    case let error as IndexFailure:
      self.init(
        "cannot use the index \(error.path): \(error.reason)", hint: "free space or try again; it may be deleted",
        error.isBusy ? .tryAgain : .inputOutput)
    case let error as Checkpoint.Foreign:
      self.init(
        "\(error.path) is not a checkpoint", hint: "name a file that is missing or was made by --checkpoint", .badData)
    case let error as CryptoError: self.init("libcrypto fails at \(error.operation)", .inputOutput)
    case is Interrupted: self.init("interrupted", .interrupted)
    default: self.init("\(error)", .inputOutput)
    }
  }

  private static func report(_ error: UsageError) -> ErrorReport {
    switch error {
    case .noTerminalForPassword:
      ErrorReport(
        "there is no terminal to ask for the password",
        hint: "give --password-stdin and the password on standard input",
        .usage)
    case .noTerminalForName:
      ErrorReport("there is no terminal to ask for the user", hint: "name the user: wildix login USER", .usage)
    case .noTerminalForTable:
      ErrorReport(
        "--watch shows a table only on a terminal that can redraw it", hint: "name another format: --format tsv", .usage
      )
    case .missingPassword: ErrorReport("standard input ends before the password", .usage)
    case .unreadablePassword: ErrorReport("the password is not UTF-8 text", .badData)
    case .passwordsDiffer: ErrorReport("the two passwords are not the same", hint: "try again", .badData)
    case .nothingToNote:
      ErrorReport(
        "there is nothing to note",
        hint: "give --objet, --answered, --transfer-to or another of the options: wildix enrich --help", .usage)
    case .nothingToChange: ErrorReport("there is nothing to change", hint: "give --poste or --role", .usage)
    }
  }

  private static func report(_ error: UserDatabaseError) -> ErrorReport {
    switch error.problem {
    case .unusable:
      ErrorReport(
        "\(error.path) cannot be used: \(error.reason)",
        hint: "restore it from a backup, or move it away to begin anew",
        .badData)
    case .busy: ErrorReport("another program is using \(error.path)", hint: "try again", .tryAgain)
    case .forbidden: ErrorReport("cannot open or write \(error.path): \(error.reason)", .inputOutput)
    case .failed: ErrorReport("cannot use \(error.path): \(error.reason)", .inputOutput)
    }
  }
}
