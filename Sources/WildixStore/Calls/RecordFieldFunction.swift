import GRDB
import WildixCore

/// The SQL function `record_field(block, offset, length, name)`: a field that the index does not hold, for sorting.
/// Numbers and what is written like one come out as numbers, so that they are sorted by their value.
enum RecordFieldFunction {
  static let name = "record_field"

  /// Lets statements in `body` call the function.
  /// Nothing is added for who does not need it: that makes SQLite compile every statement anew.
  static func withFunction(
    on database: Database, _ source: RecordSource, if isNeeded: Bool, _ body: () throws -> Void
  ) throws {
    guard isNeeded else { return try body() }
    let reader = Reader(source)
    let function = DatabaseFunction(name, argumentCount: 4) { values in
      guard let block = Int64.fromDatabaseValue(values[0]), let offset = Int64.fromDatabaseValue(values[1]),
        let length = Int.fromDatabaseValue(values[2]), let name = String.fromDatabaseValue(values[3])
      else { return nil }
      return try reader.field(name, of: reader.source.bytes(block, offset, length))
    }
    database.add(function: function)
    defer { database.remove(function: function) }
    try body()
  }

  /// SQLite calls the function on the thread that steps the statement, which is the one that made this.
  private final class Reader: @unchecked Sendable {
    let source: RecordSource
    init(_ source: RecordSource) { self.source = source }

    /// Digits with a point and a sign, if any; not what else passes for a number in Swift.
    private func isDecimal(_ text: String) -> Bool {
      let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.utf8.dropFirst() : text.utf8[...]
      let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { 0x30...0x39 ~= $0 } }
    }

    func field(_ name: String, of record: [UInt8]) throws -> (any DatabaseValueConvertible)? {
      try record.withUnsafeBufferPointer { bytes in
        guard let span = try JSONObject.member(name, of: bytes) else { return nil }
        guard let text = JSONObject.text(span, in: bytes), !text.isEmpty else { return nil }
        return isDecimal(text) ? Double(text) : text
      }
    }
  }
}
