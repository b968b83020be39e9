import GRDB
import LinuxSystem
import WildixCore

/// Brings the calls of an index up to date with a history, within a transaction of the caller's: blocks that are
/// still there stay, the others go, new ones come.
struct HistoryRefresh {
  let database: Database
  let pack: PackFile
  let zone: ZoneRules
  let keys: CallKeys
  /// True while the index is made from nothing, when all keys are new.
  let isBuilding: Bool
  private(set) var packEnd: Int64
  /// Keys of calls that came, went or changed.
  private(set) var touched = TouchedKeys()
  private var difference: RecordDifference
  private var unsettled: Set<Int64> = []

  /// With more new blocks than this, which are held until the whole history is known to be sound, the index is made anew.
  private let newBlockLimit: Int
  private let known: [KnownBlock]

  init(_ database: Database, pack: PackFile, packEnd: Int64, zone: ZoneRules, isBuilding: Bool) throws {
    self.database = database
    self.pack = pack
    self.packEnd = packEnd
    self.zone = zone
    self.isBuilding = isBuilding
    keys = try CallKeys(database)
    difference = try RecordDifference(database)
    let rows = try Row.fetchAll(database, sql: "SELECT id, length, records, hash, head FROM blocks ORDER BY seq")
    known = rows.map { row in
      KnownBlock(
        id: row[0], length: row[1], records: row[2], hash: UInt64(bitPattern: row[3]), head: UInt64(bitPattern: row[4]))
    }
    newBlockLimit = isBuilding ? .max : 48
  }

  /// Reads `file` to its end. `progress` hears the bytes gone through. Throws `JSONFault` for a file that is not a
  /// history, `TooManyChanges` when the index had better be made anew.
  mutating func run(_ file: InputFile, progress: (Int64) -> Void) throws {
    let reading = ReadAhead(file, known: known, pack: pack, packEnd: packEnd, zone: zone)
    defer { reading.cancel() }
    var kept: [(id: Int64, seq: Int64)] = []
    var fresh: [(block: PackedBlock, seq: Int64)] = []
    var (seq, done): (Int64, Int64) = (0, 0)
    let writer = isBuilding ? try BlockWriter(database, keys: keys) : nil
    progress(0)
    while let piece = try reading.next() {
      switch piece {
      case .known(let block):
        kept.append((block.id, seq))
        done += Int64(block.length)
      case .new(let block):
        done += Int64(block.length)
        packEnd = block.offset + Int64(block.length)
        if let writer {
          try store(block, seq: seq, with: writer)
        } else {
          guard fresh.count < newBlockLimit else { throw TooManyChanges() }
          fresh.append((block, seq))
        }
      }
      seq += 1
      progress(done)
    }
    if writer == nil { try replace(kept: kept, fresh: fresh) }
    try settle()
    if !isBuilding { touched = try difference.touched() }
  }

  /// Writes the difference once the whole history is known to be sound.
  private mutating func replace(kept: [(id: Int64, seq: Int64)], fresh: [(block: PackedBlock, seq: Int64)]) throws {
    var oldSeqs: [Int64: Int64] = [:]
    for (index, block) in known.enumerated() { oldSeqs[block.id] = Int64(index) }
    var keptIDs: Set<Int64> = []
    var twice: [(id: Int64, seq: Int64)] = []
    for place in kept where !keptIDs.insert(place.id).inserted { twice.append(place) }
    // A block that stands twice in the new history cannot be one row; it is rare enough to make the index anew.
    guard twice.isEmpty else { throw TooManyChanges() }
    for block in known where !keptIDs.contains(block.id) { try drop(block.id) }
    let update = try RawStatement(database, "UPDATE blocks SET seq = ?2 WHERE id = ?1 AND seq <> ?2")
    var isReordered = false
    var last: Int64 = -1
    for place in kept {
      let old = oldSeqs[place.id] ?? -1
      isReordered = isReordered || old < last
      last = old
      update.bind(1, place.id)
      update.bind(2, place.seq)
      try update.run()
    }
    let writer = try BlockWriter(database, keys: keys)
    for (block, seq) in fresh { try store(block, seq: seq, with: writer) }
    if isReordered || !fresh.isEmpty {
      unsettled.formUnion(try Int64.fetchAll(database, sql: "SELECT DISTINCT key FROM repeats"))
    }
  }

  private mutating func drop(_ block: Int64) throws {
    let delete = try ["calls", "repeats"].map {
      try RawStatement(database, "DELETE FROM \($0) WHERE key = ?1 AND block = ?2")
    }
    for key in try keysOfBlock(block) {
      try difference.remember(key)
      for statement in delete {
        statement.bind(1, key)
        statement.bind(2, block)
        try statement.run()
      }
      unsettled.insert(key)
    }
    try database.execute(sql: "DELETE FROM blocks WHERE id = ?", arguments: [block])
  }

  /// Keys of a block's records, read anew from its bytes: an index for this alone would cost more than it saves.
  private func keysOfBlock(_ block: Int64) throws -> [Int64] {
    let sql = "SELECT pack_offset, length, hash FROM blocks WHERE id = ?"
    guard let row = try Row.fetchOne(database, sql: sql, arguments: [block]) else { return [] }
    let bytes = try pack.bytes(at: row[0], count: row[1])
    return try bytes.withUnsafeBufferPointer { bytes in
      guard ContentHash.of(bytes) == UInt64(bitPattern: row[2]) else { throw IndexDamage() }
      return try HistoryReader.records(ofBlock: bytes).compactMap { record in
        switch IndexedCall(record, in: bytes, zone: zone).id {
        case .number(let number): number
        case .text(let text): try keys.key(making: text)
        }
      }
    }
  }

  private mutating func store(_ block: PackedBlock, seq: Int64, with writer: BlockWriter) throws {
    try writer.write(block, seq: seq) { key, outcome in
      switch outcome {
      // What stood there before was remembered when its block was dropped.
      case .written: if !isBuilding { difference.remember(key, as: nil) }
      case .repeated: unsettled.insert(key)
      }
    }
  }

  /// Lets the last record of each id that comes more than once be the one that counts.
  private mutating func settle() throws {
    guard !unsettled.isEmpty else { return }
    if isBuilding { try database.execute(sql: "CREATE INDEX repeats_key ON repeats (key)") }
    let settler = try RepeatSettler(database)
    for key in unsettled {
      let hash = isBuilding ? nil : try difference.hash(key)
      if try settler.settle(key), !isBuilding { difference.remember(key, as: hash) }
    }
    unsettled = []
    if isBuilding { try database.execute(sql: "DROP INDEX repeats_key") }
  }
}

/// So much has changed that the index is made anew.
struct TooManyChanges: Error {}
