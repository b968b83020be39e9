import ArgumentParser
import LinuxSystem
import WildixCore

struct UsersPasswd: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "passwd", abstract: "Change a password.",
    discussion: """
      One's own needs the present password first: with --password-stdin it is the first line, and the new one the \
      second. Admins set those of others, with one line. The user's sessions and tokens end.
      """)

  @Argument(help: "The user's name; oneself if missing.")
  var name: String?

  @OptionGroup var password: PasswordOptions
  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    let actor = try currentViewer(context, people, data: data)
    let input = PasswordInput(context: context, options: password)
    if let name, name != actor.username {
      try PeopleRules.checkAdmin(actor)
      guard try people.user(named: name) != nil else { throw PeopleError.unknownUser(name) }
      try people.setPassword(of: name, to: try input.new(.askNewPassword(of: name)), by: actor)
      try context.note(.passwordChanged(of: name))
    } else {
      let current = try input.present(.askPresentPassword)
      let new = try input.new()
      try people.changePassword(of: actor.username, from: current, to: new)
      try context.note(.passwordChanged)
      try renewSession(context, people, actor, new, data)
    }
  }

  /// Whoever just typed both passwords stays logged in.
  private func renewSession(
    _ context: Context, _ people: any People, _ actor: Viewer, _ password: String, _ data: String
  ) throws {
    let file = SessionFile(context, data: data)
    guard context.environment["WILDIX_TOKEN"] == nil, try file.read() != nil else { return }
    try file.write(try people.logIn(actor.username, password: password).token)
  }
}
