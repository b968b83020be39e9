import GRDB
import WildixCore

/// Writes the rows of whole blocks: one for the block, one for each record.
struct BlockWriter {
  private let blocks: RawStatement
  private let calls: CallWriter
  private let database: Database
  private let keys: CallKeys
  private let mover: RecordMover?

  /// `isBuilding`: no record can have been elsewhere before.
  init(_ database: Database, keys: CallKeys, isBuilding: Bool) throws {
    self.database = database
    self.keys = keys
    mover = isBuilding ? nil : try RecordMover(database)
    blocks = try RawStatement(
      reusing: database,
      "INSERT INTO blocks (seq, pack_offset, length, records, hash, head, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
    calls = try CallWriter(database, keys: keys)
  }

  /// Writes `block`, the `seq`th of its history, as `id` if that is given; `each` hears the key of each record that was
  /// not in another block before.
  func write(
    _ block: PackedBlock, seq: Int64, as id: Int64? = nil, moves: RecordMoves = RecordMoves(),
    each: (Int64, CallWriter.Outcome) -> Void
  ) throws {
    blocks.bind(1, seq)
    blocks.bind(2, block.offset)
    blocks.bind(3, Int64(block.length))
    blocks.bind(4, Int64(block.records.count))
    blocks.bind(5, Int64(bitPattern: block.hash))
    blocks.bind(6, Int64(bitPattern: block.head))
    blocks.bind(7, id)
    try blocks.run()
    let id = database.lastInsertedRowID
    for (place, call) in block.records {
      let key = try keys.key(making: call.id)
      if let mover, let former = moves[key] {
        try mover.move(key, from: former, to: .init(block: id, offset: Int64(place.offset)))
      } else {
        each(key, try calls.write(call, key, at: place, of: id))
      }
    }
  }
}
