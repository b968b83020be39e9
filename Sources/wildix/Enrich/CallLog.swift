import ArgumentParser
import LinuxSystem
import WildixCore

/// `wildix log`: who changed what of a call's enrichment.
struct CallLog: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Show who changed a call's enrichment, what and when, the oldest change first.",
    discussion: "Only what was saved by wildix is known; other programs write no journal.")

  @Argument(help: "The call's id.", completion: .custom(CompletionValues.recentCallIDs))
  var id: String

  @Option(help: "table, json or jsonl; table on a terminal, jsonl in a pipe.")
  var format: LogFormat?

  @OptionGroup var shared: SharedOptions

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let viewer = try currentViewer(context, data: data)
    let store = try context.openCalls(data)
    guard let changes = try store.changes(of: CallID(id), for: viewer) else {
      throw LineError(reason: .unknownCall, id: CallID(id))
    }
    switch format ?? (context.output.isTerminal ? .table : .jsonl) {
    case .table: try Listing(columns: Self.columns, rows: changes.flatMap(Self.rows)).write(.table, context, shared)
    case .json:
      try context.output.write("[")
      for (index, change) in changes.enumerated() {
        try context.output.write(index == 0 ? "\n" : ",\n")
        try context.output.write(change.json)
      }
      try context.output.write(changes.isEmpty ? "]\n" : "\n]\n")
    case .jsonl:
      for change in changes { try context.output.write(change.json + [UInt8(ascii: "\n")]) }
    }
  }

  private static let columns: [Listing.Column] = [
    .init("when", .headingWhen), .init("who", .headingWho), .init("field", .headingField),
    .init("before", .headingBefore), .init("after", .headingAfter),
  ]

  /// A row for each field that a save changed.
  private static func rows(_ change: EnrichmentChange) -> [[Cell]] {
    change.fields.map { field in
      [.text(change.time), .text(change.user), .text(field.field), .text(text(field.old)), .text(text(field.new))]
    }
  }

  /// A value as people read it.
  private static func text(_ json: [UInt8]?) -> String {
    (json ?? []).withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, isFinal: true)
      return (try? scanner.scanValue()).flatMap { JSONObject.text($0, in: bytes) } ?? ""
    }
  }
}

/// The formats of a log.
enum LogFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, jsonl
}
