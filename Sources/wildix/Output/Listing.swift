import LinuxSystem
import WildixCore

/// A short list, held in memory: users, tokens.
struct Listing {
  /// What programs call a column, and what people do.
  struct Column {
    var name: String
    var heading: Phrase

    init(_ name: String, _ heading: Phrase) { (self.name, self.heading) = (name, heading) }
  }

  var columns: [Column]
  var rows: [[Cell]]

  /// Writes it to standard output; nil: for people on a terminal, for programs in a pipe.
  func write(_ format: OutputFormat?, _ context: Context, _ options: SharedOptions) throws {
    try context.output.write(
      text(
        format ?? (context.output.isTerminal ? .table : .tsv), isBold: context.usesColor(options.color),
        context.language))
  }

  private func text(_ format: OutputFormat, isBold: Bool, _ language: Language) -> String {
    switch format {
    case .table: table(isBold: isBold, language)
    case .json: rows.isEmpty ? "[]\n" : "[\n" + rows.map(object).joined(separator: ",\n") + "\n]\n"
    case .jsonl: joined(rows.map(object))
    case .csv: plain.map(Delimited.csv).joined()
    case .tsv: plain.map(Delimited.tsv).joined()
    }
  }

  private var plain: [[String]] { [columns.map(\.name)] + rows.map { $0.map(\.plain) } }

  private func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func object(_ row: [Cell]) -> String {
    String(decoding: JSONLine.object(Array(zip(columns.map(\.name), row))), as: UTF8.self)
  }

  /// Columns side by side. What others stored must not steer the terminal.
  private func table(isBold: Bool, _ language: Language) -> String {
    let zone = SystemZone.reader()
    let shown =
      [columns.map { $0.heading[language] }]
      + rows.map {
        $0.map { cell in
          guard case .time(let seconds) = cell else { return PrintableText.of(cell.plain) }
          let local = CivilTime(seconds: seconds + zone.offset(at: seconds))
          return "\(local.day) \(local.clock)"
        }
      }
    let widths = columns.indices.map { column in shown.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    let lines = shown.map { row in
      // Nothing comes behind the last column that it would have to be filled up for.
      row.indices.map { $0 == row.count - 1 ? row[$0] : DisplayWidth.fit(row[$0], to: widths[$0]) }
        .joined(separator: "  ")
    }
    let head = (isBold ? Style.heading : .plain).applied(to: lines[0])
    return self.joined([head] + lines.dropFirst())
  }
}
