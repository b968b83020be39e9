import GRDB

/// Finds which calls a refresh really changed: the records of a block that is written anew are most often the same.
struct RecordDifference {
  private static let limit = 200_000

  private let select: RawStatement
  /// Hashes of records before the refresh; nil where there was none.
  private var before: [Int64: Int64?] = [:]
  private var isAll = false

  init(_ database: Database) throws {
    select = try RawStatement(reusing: database, "SELECT hash FROM calls WHERE key = ?1")
  }

  /// The hash of the record that counts now.
  func hash(_ key: Int64) throws -> Int64? {
    select.bind(1, key)
    defer { select.reset() }
    return try select.step() ? select.integer(0) : nil
  }

  /// Remembers the record of `key` as it is now, unless an earlier one is remembered.
  mutating func remember(_ key: Int64) throws {
    guard !isAll, before[key] == nil else { return }
    remember(key, as: try hash(key))
  }

  /// Remembers that the record of `key` had this hash.
  mutating func remember(_ key: Int64, as hash: Int64?) {
    guard !isAll, before[key] == nil else { return }
    before.updateValue(hash, forKey: key)
    if before.count > Self.limit {
      before = [:]
      isAll = true
    }
  }

  /// The calls of which another record counts now.
  func touched() throws -> TouchedKeys {
    var touched = TouchedKeys()
    if isAll { touched.insertAll() }
    for (key, hash) in before where try self.hash(key) != hash { touched.insert(key) }
    return touched
  }
}
