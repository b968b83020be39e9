import LinuxSystem
import WildixCore
import WildixStore

/// What is told when a file cannot be read right now and an earlier state is shown.
enum SourceWarning {
  /// There is nowhere to tell it if the stream is closed, and the listing goes on all the same.
  static func tell(_ fault: SourceFault, on errors: OutputStream) {
    let text = "wildix: warning: \(fault.file): \(fault.problem); showing its last good state\n"
    try? errors.write(PrintableText.of(String(text.dropLast())) + "\n")
    try? errors.flush()
  }
}
