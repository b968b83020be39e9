import GRDB
import WildixCore

/// A piece of SQL with its values.
struct SQLPiece {
  var sql: String
  var values: [DatabaseValue]

  init(_ sql: String, _ values: (any DatabaseValueConvertible)?...) {
    self.sql = sql
    self.values = values.map { $0?.databaseValue ?? .null }
  }

  init(sql: String, values: [DatabaseValue]) {
    self.sql = sql
    self.values = values
  }

  /// Pieces with `separator` between them.
  static func joined(_ pieces: [SQLPiece], by separator: String) -> SQLPiece {
    SQLPiece(sql: pieces.map(\.sql).joined(separator: separator), values: pieces.flatMap(\.values))
  }

  static func + (one: SQLPiece, other: SQLPiece) -> SQLPiece {
    SQLPiece(sql: one.sql + other.sql, values: one.values + other.values)
  }
}

/// One of several ways to be let through by a filter.
struct Alternative {
  /// The condition on `c` (the call) and `e` (its enrichment).
  var condition: SQLPiece
  /// Where rows that fulfil it are found in order of their instants, if an index has them.
  var source: Source?

  enum Source {
    /// `calls` by the named index; the condition is an equality on its first column.
    case index(String)
    /// `concerned`, by person; `ways` are the bits of which one must be set.
    case person(String, ways: PersonWays)
  }

  /// Calls whose `column` is this number, normalized.
  static func equals(_ column: String, _ number: String) -> Alternative {
    let value =
      PartyCode.of(number).map { SQLPiece("?", $0) } ?? SQLPiece("(SELECT key FROM texts WHERE text = ?)", number)
    return Alternative(
      condition: SQLPiece("c.\(column) = ") + value, source: .index("calls_\(indexNames[column] ?? column)"))
  }

  private static let indexNames = ["from_number": "from", "to_number": "to"]

  /// Calls whose `column` is a number that the pattern means.
  static func matches(_ column: String, _ pattern: NumberPattern) -> Alternative {
    guard pattern.isPrefix else { return equals(column, pattern.text) }
    let names = SQLPiece(
      "c.\(column) IN (SELECT key FROM texts WHERE substr(text, 1, ?) = ?)", pattern.text.unicodeScalars.count,
      pattern.text)
    guard let codes = PartyCode.range(beginning: pattern.text) else {
      return Alternative(condition: names, source: nil)
    }
    let condition =
      SQLPiece("(c.\(column) BETWEEN ? AND ? OR ", codes.lowerBound, codes.upperBound) + names + SQLPiece(")")
    return Alternative(condition: condition, source: nil)
  }

  static func person(_ name: String, _ ways: PersonWays) -> Alternative {
    let condition = SQLPiece(
      "EXISTS (SELECT 1 FROM concerned p WHERE p.key = c.key AND p.person = ? AND p.ways & ? <> 0)", name, ways.rawValue
    )
    return Alternative(condition: condition, source: .person(name, ways: ways))
  }
}
