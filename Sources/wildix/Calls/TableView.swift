import LinuxSystem
import WildixCore
import WildixStore

/// The newest calls as a table that stays in place: at each change simply the listing once more, as much of it as fits
/// into the window.
struct TableView: CallWatch.View {
  let context: Context
  let store: any CallStore
  var query: CallQuery
  let fields: [ListingField]?
  let hasHeader: Bool
  let hasColour: Bool
  /// Rows shown at most.
  let limit: Int?
  let reader: ReaderZone
  private var table: LiveTable
  private let faults = Faults()

  /// What could not be read, to be shown below the table.
  private final class Faults {
    var text: String?
  }

  init(
    _ context: Context, _ store: any CallStore, _ query: CallQuery, _ listing: ListingOptions, _ color: ColorChoice,
    fields: [ListingField]?, limit: Int?, reader: ReaderZone
  ) {
    (self.context, self.store, self.query, self.fields) = (context, store, query, fields)
    (self.limit, self.reader) = (limit, reader)
    hasHeader = !listing.noHeader
    hasColour = context.usesColor(color)
    table = LiveTable(context.output)
    let (errors, faults, language) = (context.errors, faults, context.language)
    context.warnings.take = { if !errors.isTerminal { SourceWarning.tell($0, on: errors, language) } }
    context.warnings.show = { faults.text = PrintableText.of(SourceWarning.phrase($0, isShort: true)[language]) }
  }

  mutating func begin(for viewer: Viewer) throws { try update(for: viewer) }

  mutating func update(for viewer: Viewer) throws {
    let width = TerminalSize.columns()
    let room = max(1, (TerminalSize.rows() ?? 24) - (hasHeader ? 2 : 1))
    query.limit = min(limit ?? .max, room)
    var lines: [String] = []
    var shown = 0
    var writer = TableRowWriter(
      columns: fields.map { $0.map(TableColumn.named) } ?? TableColumn.standard, hasHeader: hasHeader,
      hasColour: hasColour, width: width,
      times: TableTimes(now: context.clock.seconds, zone: reader.zone, language: context.language)
    ) { lines.append($0) }
    faults.text = nil
    context.warnings.beginLook()
    let isRead = try store.latest(query, for: viewer) { row in
      try writer.write(row)
      shown += 1
      return true
    }
    // While nothing can be read, what stands there goes on standing.
    guard isRead else { return try table.drawLast(DisplayWidth.cut(faults.text ?? "", to: width ?? 80)) }
    try writer.end()
    let below = faults.text ?? summary(shown, of: shown < room ? shown : try? store.count(query, for: viewer))
    try table.draw(lines + [DisplayWidth.cut(below, to: width ?? 80)])
  }

  mutating func resize(for viewer: Viewer) throws {
    try table.startOver()
    try update(for: viewer)
  }

  func end() { try? table.leave() }

  private func summary(_ shown: Int, of total: Int?) -> String {
    Phrase.watched(shown: shown, of: total)[context.language]
  }
}
