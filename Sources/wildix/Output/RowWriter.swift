import LinuxSystem
import WildixCore

/// Writes a listing in one of the formats.
protocol RowWriter {
  /// What comes before the first row.
  mutating func begin() throws
  mutating func write(_ row: CallRow) throws
  /// What comes behind the last row.
  mutating func end() throws
}

/// The formats of listings.
enum OutputFormat: String, CaseIterable {
  case table, json, jsonl, csv, tsv
}
