import Dispatch
import LinuxSystem
import Synchronization
import WildixCore

/// Reads a history on another thread, a few blocks ahead of who writes their rows into the index: the two take about
/// as long as each other. New blocks go into the record pack here.
final class ReadAhead: Sendable {
  /// What stood next in the history.
  enum Piece: Sendable {
    case known(KnownBlock)
    case new(PackedBlock)
  }

  private struct State {
    var pieces: [Result<Piece, any Error>] = []
    var isCancelled = false
  }

  private let state = Mutex(State())
  private static let depth = 4
  private let room = DispatchSemaphore(value: 0)
  private let ready = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let isShort: Bool

  /// Up to so many bytes are read before anything else is done: another thread would take longer to be woken.
  private static let shortLength: Int64 = 1 << 20

  /// Reads `file`, of that size; new blocks are appended to `pack` at `packEnd`. Times without an offset are in `zone`.
  init(_ file: InputFile, size: Int64, known: [KnownBlock], pack: PackFile, packEnd: Int64, zone: ZoneRules) {
    // Signalled instead of made with that value: a semaphore may not go with less than it was made with.
    for _ in 0..<Self.depth { room.signal() }
    isShort = size <= Self.shortLength
    guard !isShort else {
      readAll(file, known, pack, packEnd, zone)
      return
    }
    DispatchQueue.global().async { [self] in readAll(file, known, pack, packEnd, zone) }
  }

  private func readAll(
    _ file: InputFile, _ known: [KnownBlock], _ pack: PackFile, _ packEnd: Int64, _ zone: ZoneRules
  ) {
    do {
      try read(file, known, pack, packEnd, zone)
    } catch {
      _ = deliver(.failure(error))
    }
    ready.signal()
    ended.signal()
  }

  private func read(
    _ file: InputFile, _ known: [KnownBlock], _ pack: PackFile, _ packEnd: Int64, _ zone: ZoneRules
  ) throws {
    var reader = HistoryReader(known: known) { buffer in try file.read(into: buffer) }
    var end = packEnd
    while let piece = try reader.next() {
      switch piece {
      case .known(let block):
        guard deliver(.success(.known(block))) else { return }
      case .new(let block):
        try block.bytes.withUnsafeBytes { try pack.write($0, at: end) }
        guard deliver(.success(.new(PackedBlock(block, at: end, zone: zone)))) else { return }
        end += Int64(block.bytes.count)
      }
    }
  }

  private func deliver(_ piece: Result<Piece, any Error>) -> Bool {
    if !isShort { room.wait() }
    let goesOn = state.withLock { state in
      state.pieces.append(piece)
      return !state.isCancelled
    }
    ready.signal()
    return goesOn
  }

  /// The next piece; nil at the end.
  func next() throws -> Piece? {
    ready.wait()
    let piece = state.withLock { $0.pieces.isEmpty ? nil : $0.pieces.removeFirst() }
    room.signal()
    return try piece?.get()
  }

  /// Stops the reading, and waits until it has stopped: nothing is written into the pack behind the caller's back.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    room.signal()
    ended.wait()
  }
}

/// A block whose bytes are in the record pack, with what the index keeps of its records.
struct PackedBlock: Sendable {
  /// Where its bytes are in the pack.
  var offset: Int64
  var length: Int
  var hash: UInt64
  var head: UInt64
  var records: [(place: RecordPlace, call: IndexedCall)]

  /// Where a record is in its block, and the hash of its bytes.
  struct RecordPlace: Sendable {
    var offset: Int
    var length: Int
    var hash: UInt64
  }

  init(_ block: HistoryBlock, at offset: Int64, zone: ZoneRules) {
    self.offset = offset
    length = block.bytes.count
    hash = block.hash
    head = block.head
    records = block.bytes.withUnsafeBufferPointer { bytes in
      block.records.map { record in
        let place = RecordPlace(offset: record.range.lowerBound, length: record.range.count, hash: record.hash)
        return (place, IndexedCall(record, in: bytes, zone: zone))
      }
    }
  }
}
