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

  init(_ database: Database, keys: CallKeys) throws {
    let places = "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
    calls = try RawStatement(reusing: database, "INSERT OR IGNORE INTO calls VALUES \(places)")
    repeats = try RawStatement(reusing: database, "INSERT INTO repeats VALUES \(places)")
    self.keys = keys
  }

  /// Writes a record of the block stored as `block`, of which `key` is the id's. Answers whether that was taken already.
  func write(
    _ call: IndexedCall, _ key: Int64, at place: PackedBlock.RecordPlace, of block: Int64
  ) throws -> Outcome {
    try bind(calls, key, call, place, block)
    if try calls.run() == 1 { return .written }
    try bind(repeats, key, call, place, block)
    try repeats.run()
    return .repeated
  }

  private func bind(
    _ row: RawStatement, _ key: Int64, _ call: IndexedCall, _ place: PackedBlock.RecordPlace, _ block: Int64
  ) throws {
    row.bind(1, key)
    row.bind(2, call.instant ?? IndexSchema.noInstant)
    row.bind(3, try value(call.fromNumber))
    row.bind(4, try value(call.toNumber))
    // An extension that the numbers name as well finds no call that they do not, and is left out.
    for (column, poste) in [(Int32(5), call.channel), (6, call.dstchannel)] {
      row.bind(column, poste == call.fromNumber || poste == call.toNumber ? nil : try value(poste))
    }
    row.bind(7, Int64(call.disposition.rawValue))
    row.bind(8, call.duration)
    row.bind(9, block)
    row.bind(10, Int64(place.offset))
    row.bind(11, Int64(place.length))
    row.bind(12, Int64(bitPattern: place.hash))
  }

  private func value(_ party: IndexedParty) throws -> Int64? {
    switch party {
    case .none: nil
    case .code(let code): code
    case .name(let name): try keys.key(making: name)
    }
  }
}
