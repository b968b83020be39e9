import ArgumentParser
import LinuxSystem
import WildixCore

struct TokenCreate: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a token, and print it this once.",
    discussion: "It also ends when your password changes.")

  @Option(help: "A name to know it by.")
  var name: String?

  @Option(help: ArgumentHelp("When it ends: in so many days or hours, as in 90d or 12h, or never.", valueName: "time"))
  var expires = TokenLifetime(seconds: 90 * 86_400)

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let people = context.openPeople(data)
    let viewer = try currentViewer(context, people, data: data)
    let end = expires.seconds.map { context.clock.seconds + $0 }
    let token = try people.createToken(for: viewer, name: name, expires: end)
    try context.output.write(token.secret + "\n")
    try context.output.flush()
    try context.note(.tokenMade(token.info.id, viewer.username, until: end.map(Cell.universal)))
  }
}

/// How long a token lasts; nil: until it is revoked.
struct TokenLifetime: ExpressibleByArgument {
  var seconds: Int64?

  init(seconds: Int64?) { self.seconds = seconds }

  init?(argument: String) {
    if argument == "never" {
      seconds = nil
      return
    }
    let units: [Character: Int64] = ["h": 3600, "d": 86_400]
    guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()),
      (1...876_000).contains(count)
    else { return nil }
    seconds = count * unit
  }

  var defaultValueDescription: String { seconds.map { "\($0 / 86_400)d" } ?? "never" }
}
