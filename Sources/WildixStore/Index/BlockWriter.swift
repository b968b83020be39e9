import GRDB
import LinuxSystem
import WildixCore

/// Writes whole blocks: the bytes into the pack, a row for the block, a row for each record.
struct BlockWriter {
  private let pack: PackFile
  private let blocks: RawStatement
  private let calls: CallWriter
  private let database: Database

  init(_ refresh: HistoryRefresh) throws {
    database = refresh.database
    pack = refresh.pack
    blocks = try RawStatement(
      database, "INSERT INTO blocks (seq, pack_offset, length, records, hash, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    calls = try CallWriter(database, keys: refresh.keys, zone: refresh.zone)
  }

  /// Writes `block`, the `seq`th of its history; `each` hears the key of each record.
  func write(
    _ block: HistoryBlock, seq: Int64, packOffset: Int64, each: (Int64, CallWriter.Outcome) -> Void
  ) throws {
    try block.bytes.withUnsafeBytes { try pack.write($0, at: packOffset) }
    blocks.bind(1, seq)
    blocks.bind(2, packOffset)
    blocks.bind(3, Int64(block.bytes.count))
    blocks.bind(4, Int64(block.records.count))
    blocks.bind(5, Int64(bitPattern: block.hash))
    blocks.bind(6, Int64(bitPattern: block.head))
    try blocks.run()
    let id = database.lastInsertedRowID
    try block.bytes.withUnsafeBufferPointer { bytes in
      for record in block.records {
        let (key, outcome) = try calls.write(record, of: id, bytes: bytes)
        each(key, outcome)
      }
    }
  }
}
