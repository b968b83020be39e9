import ArgumentParser

/// Options of every command that touches data.
struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The data directory.",
      discussion: "Without it WILDIX_DATA, else $XDG_DATA_HOME/wildix, else ~/.local/share/wildix.", valueName: "dir"),
    completion: .directory)
  var data: String?

  @Option(help: "When to use colour; auto: on a terminal, unless NO_COLOR is set.")
  var color: ColorChoice = .auto
}

/// When to use colour.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never
}
