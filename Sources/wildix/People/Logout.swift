import ArgumentParser
import LinuxSystem
import WildixCore

struct Logout: ContextCommand {
  static let configuration = CommandConfiguration(abstract: "End the session of a data directory.")

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let file = SessionFile(context, data: data)
    guard let token = try file.read() else {
      try context.note(.wasNotLoggedIn)
      return
    }
    // The file first: should the other end fail, nobody stays logged in here.
    try file.remove()
    try context.openPeople(data).logOut(token)
    try context.note(.loggedOut)
  }
}
