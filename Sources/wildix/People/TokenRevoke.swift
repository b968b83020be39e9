import ArgumentParser
import LinuxSystem
import WildixCore

struct TokenRevoke: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "End a token.", discussion: "Admins end those of others by their id.")

  @Argument(help: ArgumentHelp("The token's id or name, as 'wildix token list' shows them.", valueName: "id-or-name"))
  var token: String

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    let viewer = try currentViewer(context, people, data: data)
    let info = try people.revokeToken(token, of: viewer)
    try context.note(.tokenRevoked(info.id, of: info.user))
  }
}
