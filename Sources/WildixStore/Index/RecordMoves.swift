import GRDB

/// Which records of new blocks are the very ones of blocks that go: their rows stay, and only say where they are now.
/// An export that adds a record to a short block would otherwise write all rows of it anew.
struct RecordMoves {
  /// A record of a block.
  struct Record {
    var key: Int64
    var hash: UInt64
    var place: Place
  }

  /// Where a record is.
  struct Place: Equatable {
    var block: Int64
    var offset: Int64
  }

  private var former: [Int64: Place] = [:]

  /// Nothing moves.
  init() {}

  /// Only ids that stand once in the old blocks and once in the new ones are matched.
  init(from old: some Sequence<Record>, to new: some Sequence<(key: Int64, hash: UInt64)>) {
    var wanted: [Int64: UInt64?] = [:]
    for (key, hash) in new { wanted.updateValue(wanted[key] == nil ? hash : nil, forKey: key) }
    var seen: Set<Int64> = []
    for record in old {
      guard seen.insert(record.key).inserted else {
        former[record.key] = nil
        continue
      }
      if let hash = wanted[record.key], hash == record.hash { former[record.key] = record.place }
    }
  }

  /// Where the record of `key` was that stands in a new block again.
  subscript(key: Int64) -> Place? { former[key] }
}

/// Lets rows say where their records are now.
struct RecordMover {
  private let updates: [RawStatement]

  init(_ database: Database) throws {
    updates = try ["calls", "repeats"].map {
      try RawStatement(
        reusing: database, "UPDATE \($0) SET block = ?4, offset = ?5 WHERE key = ?1 AND block = ?2 AND offset = ?3")
    }
  }

  /// The record stands in one of the two tables.
  func move(_ key: Int64, from former: RecordMoves.Place, to place: RecordMoves.Place) throws {
    guard former != place else { return }
    for update in updates {
      let values = [key, former.block, former.offset, place.block, place.offset]
      for (index, value) in values.enumerated() { update.bind(Int32(index + 1), value) }
      if try update.run() > 0 { return }
    }
  }
}
