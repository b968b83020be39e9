import ArgumentParser
import LinuxSystem
import WildixCore

struct UsersSet: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Give a user another extension or role.")

  @Argument(help: "The user's name.")
  var name: String

  @Option(help: ArgumentHelp("The user's new extension.", valueName: "p"))
  var poste: String?

  @Option(help: "What the user may do from now on.")
  var role: Role?

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    guard poste != nil || role != nil else { throw UsageError.nothingToChange }
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    let actor = try currentViewer(context, people, data: data)
    let user = try people.set(name, poste: poste, role: role, by: actor)
    try context.note(.changed(user))
  }
}
