import ArgumentParser
import WildixCore

struct Users: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Manage who may log in.",
    discussion: """
      For admins; everybody may change their own password. On a directory without users, the first one is added without \
      login, and must be an admin.
      """,
    subcommands: [UsersAdd.self, UsersList.self, UsersSet.self, UsersPasswd.self, UsersRemove.self])
}

extension Role: ExpressibleByArgument {}
