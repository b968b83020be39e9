import ArgumentParser

struct Token: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Manage long-lived tokens, which stand for you in WILDIX_TOKEN where nobody can type a password.",
    subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])
}
