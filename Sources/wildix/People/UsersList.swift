import ArgumentParser
import LinuxSystem
import WildixCore

struct UsersList: ContextCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List users.")

  @Option(help: "How to write them. On a terminal a table, in a pipe tsv.")
  var format: OutputFormat?

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    try PeopleRules.checkAdmin(try currentViewer(context, people, data: data))
    let rows = try people.users().map { [Cell.text($0.username), .text($0.poste), .text($0.role.rawValue)] }
    let columns: [Listing.Column] = [
      .init("username", .headingUser), .init("poste", .headingPoste), .init("role", .headingRole),
    ]
    try Listing(columns: columns, rows: rows).write(format, context, shared)
  }
}
