import ArgumentParser
import LinuxSystem
import WildixCore

struct TokenList: ContextCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List your tokens that are valid.")

  @Flag(help: "List everybody's. For admins.")
  var all = false

  @Option(help: "How to write them. On a terminal a table, in a pipe tsv.")
  var format: OutputFormat?

  @OptionGroup var shared: SharedOptions

  private static let columns: [Listing.Column] = [
    .init("id", .headingID), .init("name", .headingName), .init("username", .headingUser),
    .init("created", .headingCreated), .init("used", .headingUsed), .init("expires", .headingExpires),
  ]

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    let viewer = try currentViewer(context, people, data: data)
    let rows = try people.tokens(of: viewer, ofEverybody: all).map { token -> [Cell] in
      [
        .number(token.id), Cell(text: token.name), .text(token.user), .time(token.created), Cell(time: token.used),
        Cell(time: token.expires),
      ]
    }
    try Listing(columns: Self.columns, rows: rows)
      .write(format, context, shared)
  }
}
