/// A run of neighbouring records of a history: what is read, recognised and stored as one.
public struct HistoryBlock: Sendable {
  /// From the first record's { to the last one's }, with the commas and white space between.
  public var bytes: [UInt8]
  /// The records, with ranges in `bytes`.
  public var records: [RecordSketch]
  /// `ContentHash` of `bytes`.
  public var hash: UInt64
  /// Hash of the first record: by it a block is recognised wherever it has moved to.
  public var head: UInt64 { records.first?.hash ?? 0 }
}

/// What a reader needs to recognise a block that it has seen before.
public struct KnownBlock: Equatable, Sendable {
  public var id: Int64
  public var length: Int
  public var records: Int
  public var hash: UInt64
  /// Hash of its first record.
  public var head: UInt64

  /// A block stored as `id`.
  public init(id: Int64, length: Int, records: Int, hash: UInt64, head: UInt64) {
    self.id = id
    self.length = length
    self.records = records
    self.hash = hash
    self.head = head
  }

  /// Blocks this small are read anew and grow together with their neighbours, else an export that adds a record a
  /// minute would leave a block a minute.
  var isTooSmall: Bool { records < 256 && length < 256 << 10 }
}

/// The blocks of the last reading in their order, with a way to find one by its first record.
struct KnownBlocks {
  private let blocks: [KnownBlock]
  private var byHead: [UInt64: Int] = [:]
  private var next = 0
  /// Each wrong guess costs a look at a whole block; a history made of equal records must not make them endless.
  private var wrongGuessesLeft: Int

  init(_ blocks: [KnownBlock]) {
    self.blocks = blocks
    wrongGuessesLeft = 16 + blocks.count
    for (index, block) in blocks.enumerated() where !block.isTooSmall && byHead[block.head] == nil {
      byHead[block.head] = index
    }
  }

  var isEmpty: Bool { byHead.isEmpty }

  /// The block that stood behind the last one recognised.
  var expected: KnownBlock? {
    guard next < blocks.count, !blocks[next].isTooSmall, wrongGuessesLeft > 0 else { return nil }
    return blocks[next]
  }

  func block(withHead head: UInt64) -> KnownBlock? {
    guard wrongGuessesLeft > 0, let index = byHead[head] else { return nil }
    return blocks[index]
  }

  mutating func recognised(_ block: KnownBlock) {
    next = (byHead[block.head].map { blocks[$0] == block ? $0 : next } ?? next) + 1
  }

  mutating func guessedWrong() { wrongGuessesLeft -= 1 }
}
