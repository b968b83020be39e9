import ArgumentParser
import LinuxSystem
import WildixCore

struct Login: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Log in to a data directory.",
    discussion: """
      The session is kept in $XDG_STATE_HOME/wildix (else ~/.local/state/wildix), for this data directory. It ends when \
      it was not used for 12 hours, after 30 days, with 'wildix logout', and when the password changes.
      """)

  @Argument(help: "The user; asked for if missing.")
  var user: String?

  @OptionGroup var password: PasswordOptions
  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    // Nobody should type a password for nothing.
    guard try !people.users().isEmpty else { throw PeopleError.noUsers }
    let name = try user ?? askName(context)
    let secret = try PasswordInput(context: context, options: password).present()
    let session = try people.logIn(name, password: secret)
    try SessionFile(context, data: data).write(session.token)
    try context.note(.loggedIn(session.viewer.username))
    if context.environment["WILDIX_TOKEN"] != nil {
      try context.note(.tokenGoesFirst)
    }
  }

  private func askName(_ context: Context) throws -> String {
    guard let terminal = context.openTerminal() else { throw UsageError.noTerminalForName }
    guard let name = try terminal.ask(.askUser, isHidden: false) else { throw Interrupted() }
    return name
  }
}
