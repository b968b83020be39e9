/// Reads a call history as a stream of blocks: `{"type":"result","result":{"total":N,"records":[…]}}` or a bare array
/// of records. `total` and everything else beside the records is checked as JSON and otherwise ignored.
///
/// Blocks that are known from an earlier reading are recognised by their content wherever they stand now; they cost
/// a hash of their bytes, and only the others are scanned.
public struct HistoryReader {
  /// What stood next in the history.
  public enum Piece: Sendable {
    /// A block that was known.
    case known(KnownBlock)
    /// One that was not.
    case new(HistoryBlock)
  }

  private static let blockRecords = 1024
  private static let blockBytes = 1 << 20

  private let window: ByteWindow
  private var position = 0
  private var known: KnownBlocks
  private var envelope = HistoryEnvelope()
  private var hasBegun = false

  /// A reader that gets its bytes from `source` (fills the buffer, answers how many bytes came, 0 at the end).
  public init(known: [KnownBlock] = [], source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
    window = ByteWindow(capacity: 4 << 20, source: source)
    self.known = KnownBlocks(known)
  }

  /// The next block; nil at the end of a history that is whole. Throws `JSONFault` with an offset in the stream,
  /// or what the source threw.
  public mutating func next() throws -> Piece? {
    if !hasBegun {
      try step { (scanner, envelope) throws(JSONFault) in try envelope.begin(&scanner) }
      hasBegun = true
    } else if envelope.hasRecords {
      try step { (scanner, envelope) throws(JSONFault) in try envelope.separate(&scanner) }
    }
    guard envelope.hasRecords else { return nil }
    if let block = try recognise() { return .known(block) }
    return .new(try readBlock())
  }

  /// Runs one step of the envelope over the window, again with more bytes if it ends too early.
  private mutating func step(_ body: (inout JSONScanner, inout HistoryEnvelope) throws(JSONFault) -> Void) throws {
    while true {
      var scanner = JSONScanner(window.bytes, at: position, isFinal: window.isFinal)
      var trial = envelope
      do {
        try body(&scanner, &trial)
        (envelope, position) = (trial, scanner.position)
        return
      } catch {
        try refill(after: error)
      }
    }
  }

  private mutating func refill(after fault: JSONFault) throws {
    guard fault.isUnfinished, try window.fill(keepingFrom: position) else {
      throw JSONFault(offset: window.origin + fault.offset, expected: fault.expected, isUnfinished: fault.isUnfinished)
    }
    position = 0
  }

  /// The known block that stands here: most often the one that followed the last, else one that begins with the
  /// record that is here.
  private mutating func recognise() throws -> KnownBlock? {
    let expected = known.expected
    if let expected, try isHere(expected) { return expected }
    guard !known.isEmpty, let guess = known.block(withHead: try headHash()), guess != expected else { return nil }
    return try isHere(guess) ? guess : nil
  }

  /// Hash of the record that comes next, which stays where it is.
  private mutating func headHash() throws -> UInt64 {
    while true {
      var scanner = JSONScanner(window.bytes, at: position, isFinal: window.isFinal)
      do {
        let record = try scanner.scanRecord()
        return ContentHash.of(UnsafeBufferPointer(rebasing: window.bytes[record.range]))
      } catch {
        try refill(after: error)
      }
    }
  }

  /// Passes `block` if exactly its bytes come next.
  private mutating func isHere(_ block: KnownBlock) throws -> Bool {
    while window.bytes.count - position < block.length {
      guard try window.fill(keepingFrom: position) else { return false }
      position = 0
    }
    let bytes = window.bytes[position..<position + block.length]
    guard ContentHash.of(UnsafeBufferPointer(rebasing: bytes)) == block.hash else {
      known.guessedWrong()
      return false
    }
    position += block.length
    known.recognised(block)
    return true
  }

  /// Scans records up to the size of a block, to the end of the list, or to where a known block begins.
  private mutating func readBlock() throws -> HistoryBlock {
    var records: [RecordSketch] = []
    records.reserveCapacity(Self.blockRecords)
    var length = 0
    while true {
      let rest = UnsafeBufferPointer(rebasing: window.bytes[position...])
      var scanner = JSONScanner(rest, at: length, isFinal: window.isFinal)
      do {
        try scanRecords(&scanner, into: &records, length: &length)
        let bytes = UnsafeBufferPointer(rebasing: rest[..<length])
        position += length
        return HistoryBlock(bytes: Array(bytes), records: records, hash: ContentHash.of(bytes))
      } catch {
        var fault = error
        fault.offset += position
        try refill(after: fault)
      }
    }
  }
}

extension HistoryReader {
  /// Adds records. `length` stays behind the last whole one, so that a scan which ran out of bytes goes on from there.
  private func scanRecords(
    _ scanner: inout JSONScanner, into records: inout [RecordSketch], length: inout Int
  ) throws(JSONFault) {
    while records.count < Self.blockRecords, length < Self.blockBytes {
      if !records.isEmpty {
        scanner.skipWhitespace()
        guard try scanner.peek(.commaOrBracket) == UInt8(ascii: ",") else { return }
        scanner.position += 1
        scanner.skipWhitespace()
      }
      var record = try scanner.scanRecord()
      record.hash = ContentHash.of(UnsafeBufferPointer(rebasing: scanner.bytes[record.range]))
      if !records.isEmpty, known.block(withHead: record.hash) != nil { return }
      records.append(record)
      length = scanner.position
    }
  }

  /// The records in the bytes of one block.
  public static func records(ofBlock bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> [RecordSketch] {
    var scanner = JSONScanner(bytes, isFinal: true)
    var records: [RecordSketch] = []
    while true {
      records.append(try scanner.scanRecord())
      scanner.skipWhitespace()
      guard scanner.position < bytes.count else { return records }
      try scanner.expect(UInt8(ascii: ","), .commaOrBracket)
      scanner.skipWhitespace()
    }
  }
}
