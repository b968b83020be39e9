import LinuxSystem
import WildixCore

/// Where a listing goes and how it is written: to a file that appears at its end, through a pager, or straight out.
final class ListingOutput {
  private var writer: any RowWriter
  private var hasBegun = false
  private let stream: OutputStream
  private let file: ReplacementFile?
  private let pager: Pager?
  private let context: Context
  private let isTable: Bool

  /// Fields of csv and tsv unless others are named.
  static let standardFields: [ListingField] = [
    .call(.id), .call(.start), .call(.timezone), .call(.duration), .call(.fromNumber), .call(.fromName),
    .call(.toNumber), .call(.toName), .call(.disposition), .status, .enrichment(.traiteParOuTransmisA),
    .enrichment(.objet),
  ]

  init(
    _ context: Context, _ options: ListingOptions, _ color: ColorChoice, fields: [ListingField]?, reader: ReaderZone
  ) throws {
    self.context = context
    file = try options.output.map { try ReplacementFile($0) }
    let isTerminal = file == nil && context.output.isTerminal
    let format = options.format ?? (isTerminal ? .table : .tsv)
    isTable = format == .table
    pager = isTable && isTerminal ? try Self.pager(context.environment) : nil
    stream = file?.stream ?? context.output
    switch format {
    case .json, .jsonl: writer = JSONRowWriter(stream, isArray: format == .json, fields: fields)
    case .csv, .tsv:
      writer = DelimitedRowWriter(
        stream, isCSV: format == .csv, hasHeader: !options.noHeader, fields: fields ?? Self.standardFields)
    case .table:
      let columns = context.environment["COLUMNS"].flatMap { Int($0) } ?? (isTerminal ? TerminalSize.columns() : nil)
      let stream = stream
      writer = TableRowWriter(
        columns: fields.map { $0.map(TableColumn.named) } ?? TableColumn.standard,
        hasHeader: !options.noHeader, hasColour: color == .always || file == nil && context.usesColor(color),
        width: columns, times: TableTimes(now: context.clock.seconds, zone: reader.zone, language: context.language)
      ) { try stream.write($0 + "\n") }
    }
  }

  /// As git chooses one; nil if there is to be none.
  private static func pager(_ environment: Environment) throws -> Pager? {
    let command = environment.setting("WILDIX_PAGER") ?? environment.setting("PAGER") ?? "less"
    return command.isEmpty || command == "cat" ? nil : try Pager(command)
  }

  /// Writes a row; the first one brings the heading with it, so that a store which fails leaves nothing behind.
  func write(_ row: CallRow) throws {
    try begin()
    try writer.write(row)
  }

  /// Ends the listing, which may be empty.
  func end() throws {
    try begin()
    try writer.end()
  }

  private func begin() throws {
    guard !hasBegun else { return }
    hasBegun = true
    try writer.begin()
  }

  /// Says that there is more than was shown: below a table, beside other formats.
  func tellRest(shown: Int, of total: Int) throws {
    guard total > shown else { return }
    let phrase = Phrase.rest(shown: shown, of: total)
    guard !isTable else { return try stream.write(phrase[context.language] + "\n") }
    try stream.flush()
    try context.note(phrase)
  }

  /// Lets everything appear.
  func finish() throws {
    try stream.flush()
    try file?.commit()
    pager?.finish()
  }
}
