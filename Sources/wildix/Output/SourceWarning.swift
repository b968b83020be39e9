import LinuxSystem
import WildixCore
import WildixStore

/// What is told when a file cannot be read right now and an earlier state is shown.
enum SourceWarning {
  /// Where warnings go: to standard error, unless somebody who draws on the terminal takes them.
  final class Receiver {
    var take: (SourceFault) -> Void

    init(_ errors: OutputStream) { take = { SourceWarning.tell($0, on: errors) } }
  }

  /// There is nowhere to tell it if the stream is closed, and the listing goes on all the same.
  static func tell(_ fault: SourceFault, on errors: OutputStream) {
    try? errors.write("wildix: warning: \(text(fault))\n")
    try? errors.flush()
  }

  /// What it says.
  static func text(_ fault: SourceFault) -> String {
    PrintableText.of("\(fault.file): \(fault.problem); showing its last good state")
  }
}
