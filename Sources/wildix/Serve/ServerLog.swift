import LinuxSystem
import Logging
import Synchronization
import WildixCore

/// The log of `wildix serve`: a line for each event, on standard error.
struct ServerLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  var logLevel = Logger.Level.info
  private let format: ServerLogFormat
  private let sink: Sink

  /// Writes whole lines, whichever thread they come from.
  private final class Sink: Sendable {
    let stream = Mutex(OutputStream.standardError())
  }

  private init(_ format: ServerLogFormat) {
    self.format = format
    sink = Sink()
  }

  static func logger(_ format: ServerLogFormat) -> Logger {
    let handler = ServerLog(format)
    return Logger(label: "wildix") { _ in handler }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var values = metadata.merging(event.metadata ?? [:]) { $1 }
    values["hb.request.id"] = nil
    let pairs = values.map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
    let time = Cell.universal(SystemClock.seconds())
    let line: [UInt8]
    switch format {
    case .json:
      let head = [
        ("time", Cell.text(time)), ("level", .text(event.level.rawValue)), ("message", .text("\(event.message)")),
      ]
      line = JSONLine.object(head + pairs.map { ($0.0, .text($0.1)) })
    case .text:
      let rest = pairs.map { " \($0.0)=\($0.1)" }.joined()
      line = Array(PrintableText.of("\(time) \(event.level.rawValue) \(event.message)\(rest)").utf8)
    }
    sink.stream.withLock { stream in
      // There is nowhere to tell that the log cannot be written.
      try? stream.write(line + [UInt8(ascii: "\n")])
      try? stream.flush()
    }
  }
}
