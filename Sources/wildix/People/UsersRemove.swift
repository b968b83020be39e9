import ArgumentParser
import LinuxSystem
import WildixCore

struct UsersRemove: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a user, with their sessions and tokens.")

  @Argument(help: "The user's name.")
  var name: String

  @Flag(help: "Do not ask. Without a terminal, nothing is asked.")
  var yes = false

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    let actor = try currentViewer(context, people, data: data)
    try PeopleRules.checkAdmin(actor)
    let users = try people.users()
    guard let user = users.first(where: { $0.username == name }) else { throw PeopleError.unknownUser(name) }
    try PeopleRules.checkAdminIsLeft(without: user, of: users)
    guard try yes || isConfirmed(context) else {
      try context.note(.stays(name))
      return
    }
    try people.remove(name, by: actor)
    try context.note(.removed(name))
  }

  /// Asks where the command was typed; a script has made up its mind.
  private func isConfirmed(_ context: Context) throws -> Bool {
    guard context.input.isTerminal, let terminal = context.openTerminal() else { return true }
    let question = Phrase.askToRemove(PrintableText.of(name))
    guard let answer = try terminal.ask(question, isHidden: false) else { throw Interrupted() }
    return context.language.isYes(answer)
  }
}
