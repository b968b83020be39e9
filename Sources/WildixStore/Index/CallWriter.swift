import GRDB
import WildixCore

/// Writes records into the index. Which of several records with one id counts is settled at the end, by their order
/// in the history; until then the first to come stands in `calls`.
struct CallWriter {
  /// How a record's row differs from what the index had for its id.
  enum Outcome { case written, repeated }

  private let calls: RawStatement
  private let repeats: RawStatement
  private let keys: CallKeys
  private let zone: ZoneRules

  init(_ database: Database, keys: CallKeys, zone: ZoneRules) throws {
    let places = "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    calls = try RawStatement(database, "INSERT OR IGNORE INTO calls VALUES \(places)")
    repeats = try RawStatement(database, "INSERT INTO repeats VALUES \(places)")
    self.keys = keys
    self.zone = zone
  }

  /// Writes a record of the block stored as `blockID`. Answers its key, and whether that was taken already.
  func write(
    _ sketch: RecordSketch, of blockID: Int64, bytes: UnsafeBufferPointer<UInt8>
  ) throws -> (key: Int64, outcome: Outcome) {
    let call = IndexedCall(sketch, in: bytes, zone: zone)
    let key = try call.number ?? keys.key(makingFor: call.id.string(in: bytes) ?? "")
    bind(calls, key, call, sketch, blockID, bytes)
    if try calls.run() == 1 { return (key, .written) }
    bind(repeats, key, call, sketch, blockID, bytes)
    try repeats.run()
    return (key, .repeated)
  }

  private func bind(
    _ statement: RawStatement, _ key: Int64, _ call: IndexedCall, _ sketch: RecordSketch, _ blockID: Int64,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    statement.bind(1, key)
    statement.bind(2, call.instant ?? IndexSchema.noInstant)
    statement.bind(3, call.fromNumber, in: bytes)
    statement.bind(4, call.toNumber, in: bytes)
    statement.bind(5, unlessSaid(call.channel, by: call, bytes), in: bytes)
    statement.bind(6, unlessSaid(call.dstchannel, by: call, bytes), in: bytes)
    statement.bind(7, Int64(call.disposition.rawValue))
    statement.bind(8, call.duration)
    statement.bind(9, blockID)
    statement.bind(10, Int64(sketch.range.lowerBound))
    statement.bind(11, Int64(sketch.range.count))
    statement.bind(12, Int64(bitPattern: sketch.hash))
  }

  /// An extension that the numbers name as well finds no call that they do not, and is left out.
  private func unlessSaid(
    _ poste: IndexedText, by call: IndexedCall, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> IndexedText {
    isSame(poste, call.fromNumber, bytes) || isSame(poste, call.toNumber, bytes) ? .none : poste
  }

  private func isSame(_ one: IndexedText, _ other: IndexedText, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if case .slice(let a) = one, case .slice(let b) = other { return bytes[a].elementsEqual(bytes[b]) }
    return one.string(in: bytes) == other.string(in: bytes)
  }
}
