import GRDB
import WildixCore

/// Brings the enrichments of an index up to date with the file's content: entries that are as they were cost a hash.
struct EnrichmentRefresh {
  let database: Database
  let keys: CallKeys
  /// Keys of entries that came, went or changed.
  private(set) var touched = TouchedKeys()

  init(_ database: Database) throws {
    self.database = database
    keys = try CallKeys(database)
  }

  /// Takes over `file`, an object keyed by call id. Throws `JSONFault`, having written nothing then.
  mutating func run(_ file: [UInt8]) throws {
    try file.withUnsafeBufferPointer { bytes in
      let entries = try EnrichmentFile.entries(in: bytes)
      try write(entries, bytes)
    }
  }

  /// Takes over some entries, and leaves all others.
  mutating func put(_ entries: [(id: CallID, value: [UInt8])]) throws {
    let writer = try EntryWriter(database)
    for (id, value) in entries {
      let key = try key(id)
      try value.withUnsafeBufferPointer { try writer.write(key, Int64(bitPattern: ContentHash.of($0)), $0) }
      touched.insert(key)
    }
  }

  private mutating func write(_ entries: [EnrichmentFile.Entry], _ bytes: UnsafeBufferPointer<UInt8>) throws {
    var gone = try hashes()
    let writer = try EntryWriter(database)
    for entry in entries {
      let value = UnsafeBufferPointer(rebasing: bytes[entry.value])
      let hash = Int64(bitPattern: ContentHash.of(value))
      let key = try key(CallID(entry.id))
      let old = gone.removeValue(forKey: key)
      if old == hash { continue }
      try writer.write(key, hash, value)
      touched.insert(key)
    }
    let delete = try RawStatement(reusing: database, "DELETE FROM enrichments WHERE key = ?1")
    for key in gone.keys {
      delete.bind(1, key)
      try delete.run()
      touched.insert(key)
    }
  }

  private func key(_ id: CallID) throws -> Int64 { try id.number ?? keys.key(making: id.text) }

  private func hashes() throws -> [Int64: Int64] {
    let statement = try RawStatement(reusing: database, "SELECT key, hash FROM enrichments")
    var hashes: [Int64: Int64] = [:]
    while try statement.step() { hashes[statement.integer(0)] = statement.integer(1) }
    return hashes
  }
}

/// Writes rows of `enrichments`.
private struct EntryWriter {
  private let insert: RawStatement

  init(_ database: Database) throws {
    insert = try RawStatement(
      reusing: database, "INSERT OR REPLACE INTO enrichments VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
  }

  func write(_ key: Int64, _ hash: Int64, _ value: UnsafeBufferPointer<UInt8>) throws {
    let sketch = try EnrichmentSketch(json: value)
    insert.bind(1, key)
    insert.bind(2, hash)
    insert.bind(3, sketch.isAnswered ? 1 : 0)
    insert.bind(4, sketch.target)
    insert.bind(5, sketch.savedBy)
    try JSONText.compact(value).withUnsafeBufferPointer {
      insert.bind(6, $0)
      try insert.run()
    }
  }
}
