import ArgumentParser
import LinuxSystem

/// The command `wildix`.
@main
struct Wildix: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wildix",
    abstract: "Shows a Wildix PBX's calls, and what was noted about them.",
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(name: "Calls", subcommands: [Calls.self, Enrich.self, CallLog.self]),
      CommandGroup(name: "Browsers", subcommands: [Serve.self]),
      CommandGroup(name: "People", subcommands: [Login.self, Logout.self, Whoami.self, Token.self, Users.self]),
    ])

  static func main() {
    ProcessSetup.prepare()
    let status = CommandRun(context: .live()).status(of: Array(CommandLine.arguments.dropFirst()))
    exit(withError: ExitCode(status.rawValue))
  }
}
