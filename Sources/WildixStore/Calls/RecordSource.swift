import GRDB
import LinuxSystem
import WildixCore

/// Gets calls by their keys: where they are from the index, their bytes from the record pack.
final class RecordSource {
  /// A call as it is stored.
  struct Stored {
    var record: [UInt8]
    var recordHash: UInt64
    var isAnswered: Bool
    var target: String?
    var enrichment: [UInt8]?
    var enrichmentHash: UInt64
    /// The id where it is not the key itself.
    var textID: String?
  }

  private let statement: RawStatement
  private let database: Database
  private let pack: PackFile
  private let offsets: BlockOffsets
  private let readsAhead: Bool
  private let cache: RecordCache?
  private var window = PackWindow()

  /// With `readsAhead` what stands around a record is read with it, which pays for long listings in the order of time.
  convenience init(_ database: Database, _ connection: IndexConnection, readsAhead: Bool) throws {
    connection.offsets.use(connection.meta.packEnd)
    try self.init(
      database, connection.pack, connection.offsets, readsAhead: readsAhead, cache: connection.records)
  }

  init(
    _ database: Database, _ pack: PackFile, _ offsets: BlockOffsets, readsAhead: Bool, cache: RecordCache? = nil
  ) throws {
    self.database = database
    self.pack = pack
    self.offsets = offsets
    self.readsAhead = readsAhead
    self.cache = cache
    statement = try RawStatement(
      reusing: database,
      """
      SELECT c.block, c.offset, c.length, c.hash, e.answered, e.target, e.json, e.hash,
        CASE WHEN c.key < 0 THEN (SELECT text FROM texts WHERE key = c.key) END
      FROM calls c LEFT JOIN enrichments e ON e.key = c.key WHERE c.key = ?1
      """)
  }

  /// The call with `key`; nil if there is none. Throws `IndexDamage` if the pack does not hold its record.
  func row(_ key: Int64) throws -> Stored? {
    statement.bind(1, key)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let record = try bytes(statement.integer(0), statement.integer(1), Int(statement.integer(2)))
    let hash = UInt64(bitPattern: statement.integer(3))
    guard record.withUnsafeBufferPointer({ ContentHash.of($0) }) == hash else { throw IndexDamage() }
    let hasEnrichment = !statement.isNull(4)
    return Stored(
      record: record, recordHash: hash, isAnswered: statement.integer(4) == 1, target: statement.text(5),
      enrichment: hasEnrichment ? statement.bytes(6) : nil,
      enrichmentHash: UInt64(bitPattern: statement.integer(7)), textID: statement.text(8))
  }

  /// Bytes of a record by its place.
  func bytes(_ block: Int64, _ offset: Int64, _ length: Int) throws -> [UInt8] {
    let start = try offsets.offset(of: block, database)
    guard readsAhead else {
      guard let cache else { return try pack.bytes(at: start + offset, count: length) }
      return try cache.bytes(at: start + offset, count: length) {
        try pack.bytes(at: start + offset, count: length)
      }
    }
    return try window.bytes(at: start + offset, count: length, in: pack)
  }
}

/// A stretch of the pack kept in memory: a listing in order of time goes through it nearly in order of place.
struct PackWindow {
  private static let size = 256 << 10
  private var start: Int64 = 0
  private var bytes: [UInt8] = []
  private var lastMiss: Int64 = -1

  mutating func bytes(at offset: Int64, count: Int, in pack: PackFile) throws -> [UInt8] {
    if offset < start || offset + Int64(count) > start + Int64(bytes.count) {
      // Near the last one, whichever way the listing goes, the surroundings are worth reading too.
      let isNear = lastMiss >= 0 && abs(offset - lastMiss) < Int64(2 * Self.size)
      lastMiss = offset
      if count > Self.size / 2 || !isNear { return try pack.bytes(at: offset, count: count) }
      start = max(0, offset + Int64(count) - Int64(Self.size * 3 / 4))
      bytes = try pack.bytes(at: start, count: Self.size)
      guard offset + Int64(count) <= start + Int64(bytes.count) else { throw IndexDamage() }
    }
    let first = Int(offset - start)
    return Array(bytes[first..<first + count])
  }
}
