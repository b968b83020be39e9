import LinuxSystem
import WildixCore
import WildixStore

/// What is told of an error, and with which status the process ends: the one table of them.
struct ErrorReport: Equatable {
  var message: Phrase
  /// What to do next.
  var hint: Phrase?
  var status: ExitStatus

  init(_ message: Phrase, hint: Phrase? = nil, _ status: ExitStatus) {
    self.message = message
    self.hint = hint
    self.status = status
  }

  /// The report of an error; nil where there is nothing to say: a pipe was closed, for its reader has seen enough.
  init?(_ error: any Error) {
    switch error {
    case let error as OptionError: self.init(error.message, hint: .command("wildix \(error.command) --help"), .usage)
    case let error as UsageError: self = Self.report(error)
    case let error as PeopleError: self = Self.report(error)
    case let error as LineError: self = Self.report(error)
    case let error as SaveFailure: self = Self.report(error)
    case let error as ServeError: self = Self.report(error)
    case let error as UserDatabaseError: self = Self.report(error)
    case let error as SystemError:
      if error.isClosedPipe { return nil }
      // Only what was to be read can be missing; where something cannot be written, writing is what failed.
      let isMissingInput = error.isMissing && error.operation == .read
      self.init(
        error.phrase, hint: isMissingInput ? .nameTheDirectory : nil, isMissingInput ? .notFound : .inputOutput)
    case let error as SourceFault:
      self.init(.fault(in: error.file, error.problem.phrase), hint: .mendTheFile, .badData)
    case let error as IndexFailure:
      self.init(
        .unusableIndex(error.path, error.reason), hint: .freeSpace, error.isBusy ? .tryAgain : .inputOutput)
    case let error as Checkpoint.Foreign: self.init(.noCheckpoint(error.path), hint: .nameACheckpoint, .badData)
    case let error as CryptoError: self.init(.cryptoFailure(error.operation), .inputOutput)
    case is FormLeft: self.init(.formLeft, .interrupted)
    case is Interrupted: self.init(.interrupted, .interrupted)
    default: self.init(Phrase(verbatim: "\(error)"), .inputOutput)
    }
  }

  private static func report(_ error: UsageError) -> ErrorReport {
    let (hint, status): (Phrase?, ExitStatus) =
      switch error {
      case .noTerminalForPassword: (.givePasswordOnInput, .usage)
      case .noTerminalForName: (.nameTheUser, .usage)
      case .noTerminalForTable: (.nameAFormat, .usage)
      case .missingPassword: (nil, .usage)
      case .unreadablePassword: (nil, .badData)
      case .passwordsDiffer: (.tryAgain, .badData)
      case .nothingToNote: (.giveWhatToNote, .usage)
      case .nothingToChange: (.givePosteOrRole, .usage)
      }
    return ErrorReport(.usage(error), hint: hint, status)
  }

  private static func report(_ error: UserDatabaseError) -> ErrorReport {
    switch error.problem {
    case .unusable: ErrorReport(.unusable(error.path, error.reason), hint: .restoreTheDatabase, .badData)
    case .busy: ErrorReport(.inUse(error.path), hint: .tryAgain, .tryAgain)
    case .forbidden: ErrorReport(.cannotOpen(error.path, error.reason), .inputOutput)
    case .failed: ErrorReport(.cannotUse(error.path, error.reason), .inputOutput)
    }
  }
}
