import LinuxSystem
import WildixCore

/// Rows as a table for people. The widths are those of the first rows: a table of any length is written as it comes.
struct TableRowWriter: RowWriter {
  private static let sampleSize = 200

  /// Takes a line without its end.
  let put: (String) throws -> Void
  let columns: [TableColumn]
  let hasHeader: Bool
  let hasColour: Bool
  /// Columns of the window; nil where nothing is cut.
  let width: Int?
  private let times: TableTimes
  private let fields: RecordFields
  private var sample: [[String]] = []
  private var widths: [Int]?

  init(
    columns: [TableColumn], hasHeader: Bool, hasColour: Bool, width: Int?, times: TableTimes,
    _ put: @escaping (String) throws -> Void
  ) {
    self.put = put
    self.columns = columns
    self.hasHeader = hasHeader
    self.hasColour = hasColour
    self.width = width
    self.times = times
    fields = RecordFields(columns.map(\.field))
  }

  mutating func begin() throws {}

  mutating func write(_ row: CallRow) throws {
    let cells = try cells(row)
    guard widths == nil else { return try writeLine(cells) }
    sample.append(cells)
    if sample.count == Self.sampleSize { try writeSample() }
  }

  mutating func end() throws {
    if widths == nil, !sample.isEmpty { try writeSample() }
  }

  private func cells(_ row: CallRow) throws -> [String] {
    zip(columns, try fields.texts(row)).map { column, text in
      switch column.field {
      case .call(.start): times.text(row.instant, recorded: text)
      case .call(.duration), .call(.billsec): Int(text).map(CallDuration.clock) ?? PrintableText.of(text)
      default: PrintableText.of(text)
      }
    }
  }

  private func heading(_ column: Int) -> String { columns[column].heading[times.language] }

  private mutating func writeSample() throws {
    let natural = columns.indices.map { index in
      sample.reduce(hasHeader ? DisplayWidth.of(heading(index)) : 0) { max($0, DisplayWidth.of($1[index])) }
    }
    widths = fitted(natural)
    if hasHeader { try writeLine(columns.indices.map(heading), style: .heading) }
    for cells in sample { try writeLine(cells) }
    sample = []
  }

  /// Takes columns away from whichever has most to spare, until the line fits or nothing can be spared.
  private func fitted(_ natural: [Int]) -> [Int] {
    guard let width else { return natural }
    var widths = natural
    var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
    while excess > 0 {
      let spare = columns.indices.map { index in columns[index].leastWidth.map { widths[index] - $0 } ?? 0 }
      guard let most = spare.max(), most > 0, let widest = spare.firstIndex(of: most) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func writeLine(_ cells: [String], style: Style? = nil) throws {
    guard let widths else { return }
    var line = ""
    var room = width ?? .max
    for (index, cell) in cells.enumerated() where room > 0 {
      let space = min(widths[index], room)
      let isLast = index == cells.count - 1
      var text = isLast ? DisplayWidth.cut(cell, to: space) : DisplayWidth.fit(cell, to: space)
      if columns[index].isRightAligned, DisplayWidth.of(cell) < space {
        text = String(repeating: " ", count: space - DisplayWidth.of(cell)) + cell
      }
      line += hasColour ? (style ?? columns[index].style(cell)).applied(to: text) : text
      room = room == .max ? .max : room - space - 2
      if !isLast, room > 0 { line += "  " }
    }
    while line.last == " " { line.removeLast() }
    try put(line)
  }
}

/// How tables show instants: in the reader's zone, near days by name.
struct TableTimes {
  var now: Int64
  var zone: ZoneRules
  var language: Language

  /// The instant as a reader sees it; what was recorded where there is none.
  func text(_ instant: Int64?, recorded: String) -> String {
    guard let instant else { return PrintableText.of(recorded) }
    let time = zone.clock(at: instant)
    let day =
      switch zone.clock(at: now).dayNumber - time.dayNumber {
      case 0: Phrase.today[language]
      case 1: Phrase.yesterday[language]
      case 2...6: Phrase.weekday(time.weekday)[language]
      default: time.day
      }
    return "\(day) \(time.clock)"
  }
}
