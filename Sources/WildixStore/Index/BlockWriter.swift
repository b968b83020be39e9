import GRDB
import WildixCore

/// Writes the rows of whole blocks: one for the block, one for each record.
struct BlockWriter {
  private let blocks: RawStatement
  private let calls: CallWriter
  private let database: Database

  init(_ database: Database, keys: CallKeys) throws {
    self.database = database
    blocks = try RawStatement(
      database, "INSERT INTO blocks (seq, pack_offset, length, records, hash, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    calls = try CallWriter(database, keys: keys)
  }

  /// Writes `block`, the `seq`th of its history; `each` hears the key of each record.
  func write(_ block: PackedBlock, seq: Int64, each: (Int64, CallWriter.Outcome) -> Void) throws {
    blocks.bind(1, seq)
    blocks.bind(2, block.offset)
    blocks.bind(3, Int64(block.length))
    blocks.bind(4, Int64(block.records.count))
    blocks.bind(5, Int64(bitPattern: block.hash))
    blocks.bind(6, Int64(bitPattern: block.head))
    try blocks.run()
    let id = database.lastInsertedRowID
    for (place, call) in block.records {
      let (key, outcome) = try calls.write(call, at: place, of: id)
      each(key, outcome)
    }
  }
}
