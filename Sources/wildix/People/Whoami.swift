import ArgumentParser
import LinuxSystem
import WildixCore

struct Whoami: ContextCommand {
  static let configuration = CommandConfiguration(abstract: "Show who you are logged in as.")

  @Flag(help: "Print a JSON object with username, role and poste.")
  var json = false

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let viewer = try currentViewer(context, data: context.dataDirectory(shared))
    if json {
      let fields = [("username", viewer.username), ("role", viewer.role.rawValue), ("poste", viewer.poste)]
      try context.output.write(JSONLine.object(fields.map { ($0, .text($1)) }) + [UInt8(ascii: "\n")])
    } else {
      try context.output.write(
        context.shown(Phrase.whoami(viewer)[context.language]) + "\n")
    }
  }
}
