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

  /// Conditions of which one must hold, nested in halves: SQLite bounds how deep an expression may be.
  static func anyOf(_ conditions: ArraySlice<SQLPiece>) -> SQLPiece {
    guard conditions.count > 1 else { return conditions.first ?? SQLPiece("0") }
    let middle = conditions.startIndex + conditions.count / 2
    return SQLPiece("(") + anyOf(conditions[..<middle]) + SQLPiece(" OR ") + anyOf(conditions[middle...])
      + SQLPiece(")")
  }

  /// A subquery with these values as rows; one value to be bound, however many there are.
  static func elements(_ values: [some JSONElement]) -> SQLPiece {
    SQLPiece("SELECT value FROM json_each(?)", "[" + values.map(\.json).joined(separator: ",") + "]")
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

  /// So many ways are searched for by an index each; SQLite bounds the arms of a UNION, and a few hundred are slower
  /// than one look at every call.
  private static let mostArms = 8

  /// Calls whose `column` is one of these numbers or begins as one of them, normalized.
  static func matches(_ column: String, _ patterns: [NumberPattern]) -> [Alternative] {
    patterns.filter(\.isPrefix).map { begins(column, $0.text) }
      + equals(column, patterns.filter { !$0.isPrefix }.map(\.text))
  }

  /// Calls whose `column` is one of these numbers, normalized.
  static func equals(_ column: String, _ numbers: [String]) -> [Alternative] {
    let numbers = Set(numbers).sorted()
    return numbers.count <= mostArms ? numbers.map { equals(column, $0) } : [isOneOf(column, numbers)]
  }

  private static func isOneOf(_ column: String, _ numbers: [String]) -> Alternative {
    let codes = numbers.compactMap(PartyCode.of)
    let names = numbers.filter { PartyCode.of($0) == nil }
    let condition =
      SQLPiece("c.\(column) IN (") + .elements(codes) + SQLPiece(" UNION ALL SELECT key FROM texts WHERE text IN (")
      + .elements(names) + SQLPiece("))")
    return Alternative(condition: condition, source: nil)
  }

  /// Calls whose `column` is this number, normalized.
  private static func equals(_ column: String, _ number: String) -> Alternative {
    let value =
      PartyCode.of(number).map { SQLPiece("?", $0) } ?? SQLPiece("(SELECT key FROM texts WHERE text = ?)", number)
    return Alternative(
      condition: SQLPiece("c.\(column) = ") + value, source: .index("calls_\(indexNames[column] ?? column)"))
  }

  private static let indexNames = ["from_number": "from", "to_number": "to"]

  private static func begins(_ column: String, _ start: String) -> Alternative {
    var range = SQLPiece("text >= ?", start)
    if let end = start.endOfBeginnings { range = range + SQLPiece(" AND text < ?", end) }
    let names = SQLPiece("c.\(column) IN (SELECT key FROM texts WHERE ") + range + SQLPiece(")")
    guard let codes = PartyCode.range(beginning: start) else { return Alternative(condition: names, source: nil) }
    let condition =
      SQLPiece("(c.\(column) BETWEEN ? AND ? OR ", codes.lowerBound, codes.upperBound) + names + SQLPiece(")")
    return Alternative(condition: condition, source: nil)
  }

  /// Calls that concern one of these people in one of these ways.
  static func people(_ names: [String], _ ways: PersonWays) -> [Alternative] {
    let names = Set(names).sorted()
    guard names.count > mostArms else { return names.map { person($0, ways) } }
    let condition =
      SQLPiece(
        "EXISTS (SELECT 1 FROM concerned p WHERE p.key = c.key AND p.ways & ? <> 0 AND p.person IN (", ways.rawValue)
      + .elements(names) + SQLPiece("))")
    return [Alternative(condition: condition, source: nil)]
  }

  static func person(_ name: String, _ ways: PersonWays) -> Alternative {
    let condition = SQLPiece(
      "EXISTS (SELECT 1 FROM concerned p WHERE p.key = c.key AND p.person = ? AND p.ways & ? <> 0)", name, ways.rawValue
    )
    return Alternative(condition: condition, source: .person(name, ways: ways))
  }
}

/// What can stand in a list for SQLite's `json_each`.
protocol JSONElement {
  var json: String { get }
}

extension Int64: JSONElement {
  var json: String { String(self) }
}

extension String: JSONElement {
  var json: String {
    var bytes: [UInt8] = []
    JSONText.appendQuoted(self, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// The least text, byte by byte, that is greater than all that begin as this one; nil if there is none.
  fileprivate var endOfBeginnings: String? {
    var scalars = unicodeScalars
    while let last = scalars.popLast() {
      // Behind U+D7FF come the surrogates, which are no scalars.
      guard let next = Unicode.Scalar(last.value == 0xD7FF ? 0xE000 : last.value + 1) else { continue }
      scalars.append(next)
      return String(scalars)
    }
    return nil
  }
}
