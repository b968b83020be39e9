import ArgumentParser
import LinuxSystem
import WildixCore

/// `wildix enrich`: notes what a call was about, and who took it.
struct Enrich: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Note what a call was about, and who answered it or to whom it was handed.",
    discussion: """
      With - for the id, standard input holds JSON Lines as {"id":"68","objet":"Facturation","reponduParAgent":true}: \
      all of them are saved, or none.
      """)

  @Argument(
    help: "The call's id, or - for JSON Lines from standard input.",
    completion: .custom(CompletionValues.recentCallIDs))
  var id: String

  @OptionGroup(title: "What to note") var fields: EnrichmentOptions

  @Flag(help: "Never ask.")
  var noInput = false

  @Flag(help: "Print what was saved: a JSON object a call, each on one line.")
  var json = false

  @OptionGroup var shared: SharedOptions

  private var isBatch: Bool { id == "-" }

  func check() throws(OptionError) {
    if isBatch, fields.isGiven || fields.ifRevision != nil { throw OptionError(.batchWithOptions, of: "enrich") }
  }

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    let viewer = try currentViewer(context, data: data)
    guard isBatch || fields.isGiven else {
      guard !noInput, let editor = context.openEditor() else { throw UsageError.nothingToNote }
      if let saved = try fillIn(editor, context, data: data, viewer: viewer) { try tell(saved, context) }
      return
    }
    let batch = isBatch ? try DraftLines(context.input) : DraftLines([try fields.draft(CallID(id))])
    let store = try context.openCalls(data)
    let save = EnrichmentSave(batch.drafts, now: context.clock.seconds, zone: SystemZone.reader())
    try tell(try batch.located { try store.save(save, by: viewer) }, context)
  }

  private func tell(_ saved: EnrichmentSaved, _ context: Context) throws {
    if json {
      for call in saved.calls { try context.output.write(call.line + "\n") }
      try context.output.flush()
    } else if isBatch {
      try context.note(.saved(count: saved.calls.count))
    } else {
      try context.note(.saved(id))
    }
    guard let failure = saved.journalFailure else { return }
    let reason = ErrorReport(failure)?.message ?? Phrase(verbatim: "")
    try context.note(.warning(.missingInJournal(reason)))
  }
}

extension CallRow {
  /// The call as JSON on one line.
  fileprivate var line: String {
    var bytes = Array("{\"id\":".utf8)
    JSONText.appendQuoted(id.text, to: &bytes)
    bytes += Array(",\"enrichissement\":".utf8) + (enrichment ?? Array("{}".utf8))
    bytes += ",\"statut\":\"\(status.rawValue)\",\"revision\":\"\(String(revision, radix: 16))\"}".utf8
    return String(decoding: bytes, as: UTF8.self)
  }
}
