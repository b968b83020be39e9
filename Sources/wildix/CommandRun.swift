import ArgumentParser
import LinuxSystem
import WildixCore

/// Runs a command line to its end, and says what went wrong.
struct CommandRun {
  var context: Context

  /// Runs, and answers the status for the process to end with.
  func status(of arguments: [String]) -> ExitStatus {
    do {
      do {
        try run(arguments)
        try context.output.flush()
        return .done
      } catch {
        // What was found before the error is still worth having, unless writing is what failed.
        if !(error is SystemError) { try context.output.flush() }
        return try tell(error)
      }
    } catch {
      // Nothing can be told: only the status is left.
      return (error as? SystemError)?.isClosedPipe == true ? .done : .inputOutput
    }
  }

  private func run(_ arguments: [String]) throws {
    var command = try Wildix.parseAsRoot(arguments)
    if var command = command as? any ContextCommand {
      try command.check()
      try command.run(context)
    } else {
      try command.run()
    }
  }

  private func tell(_ error: any Error) throws -> ExitStatus {
    if isOfArgumentParser(error) { return try tellUsage(error) }
    guard let report = ErrorReport(error) else { return .done }
    try context.note(.failure(report.message))
    if let hint = report.hint { try context.note(.hint(hint)) }
    return report.status
  }

  /// ArgumentParser's own errors are those it knows a better status for than plain failure.
  private func isOfArgumentParser(_ error: any Error) -> Bool { Wildix.exitCode(for: error) != .failure }

  /// A request for help or the version, or arguments that cannot be understood.
  private func tellUsage(_ error: any Error) throws -> ExitStatus {
    guard Wildix.exitCode(for: error) != .success else {
      do {
        try context.output.write(Wildix.fullMessage(for: error) + "\n")
        try context.output.flush()
        return .done
      } catch {
        return try tell(error)
      }
    }
    let text = ParserText(Wildix.message(for: error), all: Wildix.fullMessage(for: error))
    try context.errors.write("wildix: \(text.said(in: context.language))\n")
    try context.errors.flush()
    return .usage
  }
}
