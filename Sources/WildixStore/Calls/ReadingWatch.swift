import GRDB
import GRDBSQLite

/// Lets SQLite ask, while it works on statements, whether what it looks for is still wanted.
enum ReadingWatch {
  /// Its steps between two questions: a tenth of a millisecond, or where words are searched for some more.
  private static let steps: Int32 = 2_000

  private final class Question {
    let isStillWanted: () -> Bool
    init(_ isStillWanted: @escaping () -> Bool) { self.isStillWanted = isStillWanted }
  }

  /// Statements within `body` end with `SQLITE_INTERRUPT` once nobody wants them.
  static func run<Result>(
    _ database: Database, while isStillWanted: (() -> Bool)?, _ body: () throws -> Result
  ) rethrows -> Result {
    guard let isStillWanted else { return try body() }
    let question = Question(isStillWanted)
    let ask: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { pointer in
      guard let pointer else { return 0 }
      return Unmanaged<Question>.fromOpaque(pointer).takeUnretainedValue().isStillWanted() ? 0 : 1
    }
    sqlite3_progress_handler(database.sqliteConnection, steps, ask, Unmanaged.passUnretained(question).toOpaque())
    defer { sqlite3_progress_handler(database.sqliteConnection, 0, nil, nil) }
    return try withExtendedLifetime(question) { try body() }
  }
}
