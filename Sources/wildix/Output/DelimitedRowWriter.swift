import LinuxSystem
import WildixCore

/// Rows as CSV (RFC 4180, safe to open in a spreadsheet) or as TSV (tabs, line ends and backslashes escaped).
struct DelimitedRowWriter: RowWriter {
  let stream: OutputStream
  let isCSV: Bool
  let hasHeader: Bool
  let fields: RecordFields

  init(_ stream: OutputStream, isCSV: Bool, hasHeader: Bool, fields: [ListingField]) {
    self.stream = stream
    self.isCSV = isCSV
    self.hasHeader = hasHeader
    self.fields = RecordFields(fields)
  }

  mutating func begin() throws {
    if hasHeader { try writeLine(fields.fields.map(\.name)) }
  }

  mutating func write(_ row: CallRow) throws {
    let cells = try fields.texts(row)
    guard stream.isTerminal else { return try writeLine(cells) }
    try writeLine(isCSV ? cells.map(PrintableText.of) : cells.map(Delimited.printable))
  }

  mutating func end() throws {}

  func writeLine(_ cells: [String]) throws {
    try stream.write(isCSV ? Delimited.csv(cells) : Delimited.tsv(cells))
  }
}

/// Lines of delimited text.
enum Delimited {
  /// A line of CSV with its line end.
  static func csv(_ cells: [String]) -> String {
    cells.map { quoted(defused($0)) }.joined(separator: ",") + "\r\n"
  }

  /// A line of TSV with its line end. A tab, a line end or a backslash within a cell is written `\t`, `\n`, `\r`, `\\`.
  static func tsv(_ cells: [String]) -> String {
    cells.map(escaped).joined(separator: "\t") + "\n"
  }

  /// A cell without what would steer a terminal, save what TSV escapes in any case.
  static func printable(_ cell: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      let isEscaped = scalar == "\t" || scalar == "\n" || scalar == "\r"
      shown.append(PrintableText.isControl(scalar) && !isEscaped ? "\u{FFFD}" : scalar)
    }
    return String(shown)
  }

  private static func escaped(_ cell: String) -> String {
    let special: Set<UInt8> = [0x09, 0x0A, 0x0D, UInt8(ascii: "\\")]
    guard cell.utf8.contains(where: special.contains) else { return cell }
    var result = ""
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return cell }
    var result = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// A cell that a spreadsheet would run as a formula gets an apostrophe in front; a telephone number with its plus sign
  /// and a negative number do not.
  static func defused(_ cell: String) -> String {
    let start = cell.unicodeScalars.first { $0 != " " && $0 != "\u{A0}" }
    guard let start, dangerous.contains(start), !isPlainNumber(cell) else { return cell }
    return "'" + cell
  }

  /// The full-width forms are signs of a formula too, in spreadsheets of the Far East.
  private static let dangerous: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  private static func isPlainNumber(_ cell: String) -> Bool {
    let rest = cell.utf8.dropFirst()
    guard "+-".utf8.contains(cell.utf8.first ?? 0), 0x30...0x39 ~= rest.first ?? 0 else { return false }
    return rest.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x20 || $0 == UInt8(ascii: ".") }
  }
}
