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
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT id, length, records, hash, head FROM blocks ORDER BY seq"))
    known = rows.map { row in
      KnownBlock(
        id: row[0], length: row[1], records: row[2], hash: UInt64(bitPattern: row[3]), head: UInt64(bitPattern: row[4]))
    }
    newBlockLimit = isBuilding ? .max : 48
  }

  /// Reads `file` to its end. `progress` hears the bytes gone through. Throws `JSONFault` for a file that is not a
  /// history, `TooManyChanges` when the index had better be made anew.
  mutating func run(_ file: InputFile, progress: (Int64) -> Void) throws {
    let reading = ReadAhead(
      file, size: try file.stamp().size, known: known, pack: pack, packEnd: packEnd, zone: zone)
    defer { reading.cancel() }
    var kept: [(id: Int64, seq: Int64)] = []
    var fresh: [(block: PackedBlock, seq: Int64)] = []
    var (seq, done): (Int64, Int64) = (0, 0)
    let writer = isBuilding ? try BlockWriter(database, keys: keys, isBuilding: true) : nil
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
    let gone = known.map(\.id).filter { !keptIDs.contains($0) }
    let moves = try drop(gone, for: fresh.map(\.block))
    let update = try RawStatement(reusing: database, "UPDATE blocks SET seq = ?2 WHERE id = ?1 AND seq <> ?2")
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
    let writer = try BlockWriter(database, keys: keys, isBuilding: false)
    var free = Set(gone)
    // Not left to SQLite, which would give away numbers of blocks that went.
    var unused = (known.map(\.id).max() ?? 0) + 1
    for (block, seq) in fresh {
      // Under the number of the block that began with the same record, the rows behind it say where they are already.
      let former = try block.records.first.flatMap { moves[try keys.key(making: $0.call.id)] }
      let id = former.flatMap { $0.offset == 0 ? free.remove($0.block) : nil } ?? unused
      if id == unused { unused += 1 }
      try store(block, seq: seq, as: id, moves, with: writer)
    }
    if isReordered || !fresh.isEmpty {
      unsettled.formUnion(try Int64.fetchAll(database.cachedStatement(sql: "SELECT DISTINCT key FROM repeats")))
    }
  }

  /// Drops blocks. Answers which of their records stay, since they stand in new blocks as they were: with many blocks
  /// it is not worth the memory to find out.
  private mutating func drop(_ gone: [Int64], for fresh: [PackedBlock]) throws -> RecordMoves {
    guard !fresh.isEmpty, gone.count <= newBlockLimit else {
      for block in gone { try drop(block, try records(of: block)) }
      return RecordMoves()
    }
    let new = try fresh.flatMap { block in
      try block.records.map { (key: try keys.key(making: $0.call.id), hash: $0.place.hash) }
    }
    let old = try gone.map(records)
    let moves = RecordMoves(from: old.joined(), to: new)
    for (block, records) in zip(gone, old) { try drop(block, records.filter { moves[$0.key] == nil }) }
    return moves
  }

  private mutating func drop(_ block: Int64, _ records: [RecordMoves.Record]) throws {
    let delete = try ["calls", "repeats"].map {
      try RawStatement(reusing: database, "DELETE FROM \($0) WHERE key = ?1 AND block = ?2")
    }
    for record in records {
      try difference.remember(record.key)
      for statement in delete {
        statement.bind(1, record.key)
        statement.bind(2, block)
        try statement.run()
      }
      unsettled.insert(record.key)
    }
    let statement = try RawStatement(reusing: database, "DELETE FROM blocks WHERE id = ?1")
    statement.bind(1, block)
    try statement.run()
  }

  /// A block's records, read anew from its bytes: an index for this alone would cost more than it saves.
  private func records(of block: Int64) throws -> [RecordMoves.Record] {
    let statement = try database.cachedStatement(sql: "SELECT pack_offset, length, hash FROM blocks WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [block]) else { return [] }
    let bytes = try pack.bytes(at: row[0], count: row[1])
    return try bytes.withUnsafeBufferPointer { bytes in
      guard ContentHash.of(bytes) == UInt64(bitPattern: row[2]) else { throw IndexDamage() }
      return try HistoryReader.records(ofBlock: bytes).map { record in
        RecordMoves.Record(
          key: try keys.key(making: IndexedCall(record, in: bytes, zone: zone).id),
          hash: ContentHash.of(UnsafeBufferPointer(rebasing: bytes[record.range])),
          place: .init(block: block, offset: Int64(record.range.lowerBound)))
      }
    }
  }

  private mutating func store(
    _ block: PackedBlock, seq: Int64, as id: Int64? = nil, _ moves: RecordMoves = RecordMoves(),
    with writer: BlockWriter
  ) throws {
    try writer.write(block, seq: seq, as: id, moves: moves) { key, outcome in
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
