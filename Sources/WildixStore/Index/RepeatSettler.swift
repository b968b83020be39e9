import GRDB
import WildixCore

/// Puts the last record of an id into `calls` and its earlier ones into `repeats`.
struct RepeatSettler {
  private let newest: RawStatement
  private let current: RawStatement
  private let steps: [RawStatement]

  init(_ database: Database) throws {
    let order = "ORDER BY b.seq DESC, r.offset DESC LIMIT 1"
    newest = try RawStatement(
      reusing: database,
      "SELECT r.rowid, b.seq, r.offset FROM repeats r JOIN blocks b ON b.id = r.block WHERE r.key = ?1 \(order)")
    current = try RawStatement(
      reusing: database, "SELECT b.seq, c.offset FROM calls c JOIN blocks b ON b.id = c.block WHERE c.key = ?1")
    steps = [
      try RawStatement(reusing: database, "INSERT INTO repeats SELECT * FROM calls WHERE key = ?1"),
      try RawStatement(reusing: database, "DELETE FROM calls WHERE key = ?1"),
      try RawStatement(reusing: database, "INSERT INTO calls SELECT * FROM repeats WHERE rowid = ?1"),
      try RawStatement(reusing: database, "DELETE FROM repeats WHERE rowid = ?1"),
    ]
  }

  /// Settles one id. Answers whether the record that counts became another.
  func settle(_ key: Int64) throws -> Bool {
    newest.bind(1, key)
    defer { newest.reset() }
    guard try newest.step() else { return false }
    let (row, place) = (newest.integer(0), (newest.integer(1), newest.integer(2)))
    newest.reset()
    current.bind(1, key)
    let counts = try current.step() ? (current.integer(0), current.integer(1)) : nil
    current.reset()
    if let counts, counts > place { return false }
    for (step, value) in zip(steps, [key, key, row, row]) {
      step.bind(1, value)
      try step.run()
    }
    return true
  }
}
