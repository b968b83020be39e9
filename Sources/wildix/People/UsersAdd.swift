import ArgumentParser
import LinuxSystem
import WildixCore

struct UsersAdd: ContextCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a user.")

  @Argument(help: "The user's name.")
  var name: String

  @Option(help: ArgumentHelp("The user's extension.", valueName: "p"))
  var poste: String

  @Option(help: "What the user may do: an admin sees every call and manages users.")
  var role: Role = .user

  @OptionGroup var password: PasswordOptions
  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    let user = User(username: name, poste: poste, role: role)
    let users = try people.users()
    let actor = users.isEmpty ? nil : try currentViewer(context, people, data: data)
    // Asked before the password is, and again when it is written.
    try PeopleRules.checkAddition(of: user, to: users, by: actor)
    let secret = try PasswordInput(context: context, options: password).new(.askPassword(of: name))
    try people.add(user, password: secret, by: actor)
    try context.note(.added(user))
  }
}
