import GRDB

/// Statements that are kept compiled, by their text: few, for the texts that can be asked for are without number. One that
/// is in use is nobody else's.
final class StatementCache {
  private static let capacity = 24
  private var idle: [String: RawStatement] = [:]

  /// The statement with these values.
  func take(_ piece: SQLPiece, _ database: Database) throws -> RawStatement {
    guard let statement = idle.removeValue(forKey: piece.sql) else { return try RawStatement(database, piece) }
    statement.bind(piece.values)
    return statement
  }

  /// It is not used any more.
  func giveBack(_ statement: RawStatement) {
    statement.reset()
    if idle.count >= Self.capacity, let oldest = idle.keys.first { idle[oldest] = nil }
    idle[statement.sql] = statement
  }
}
