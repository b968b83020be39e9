import WildixCore

/// The target of `make fuzz`: libFuzzer calls it with bytes that it varies.
///
/// Whatever the bytes, the reader must neither crash nor depend on how they come: read in one piece, in small pieces
/// and against the blocks of an earlier reading, the same records or the same refusal come out. A record that it takes
/// must be one that the scanner takes alone.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = read(bytes, piece: .max, known: [])
  let pieces = read(bytes, piece: 3, known: [])
  precondition(whole.hashes == pieces.hashes && whole.fault == pieces.fault, "pieces matter")
  let again = read(bytes, piece: .max, known: whole.blocks)
  precondition(again.fault == whole.fault, "known blocks matter")
  precondition(again.total == whole.total, "known blocks lose records")
  tryEnrichments(bytes)
  return 0
}

/// Makes a block of one record pass for a large one, so that it is recognised.
private let padding = 256

private struct Reading {
  var hashes: [UInt64] = []
  var blocks: [KnownBlock] = []
  var total = 0
  var fault: Int?
}

private func read(_ bytes: [UInt8], piece: Int, known: [KnownBlock]) -> Reading {
  var rest = bytes[...]
  var reading = Reading()
  var reader = HistoryReader(known: known) { buffer in
    let count = min(buffer.count, piece, rest.count)
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
  do {
    while let next = try reader.next() {
      switch next {
      case .known(let block): reading.total += block.records - padding
      case .new(let block):
        check(block)
        reading.total += block.records.count
        reading.hashes += block.records.map(\.hash)
        reading.blocks.append(
          KnownBlock(
            id: Int64(reading.blocks.count), length: block.bytes.count, records: block.records.count + padding,
            hash: block.hash, head: block.head))
      }
    }
  } catch {
    reading.fault = (error as? JSONFault)?.offset ?? -1
  }
  return reading
}

private func check(_ block: HistoryBlock) {
  block.bytes.withUnsafeBufferPointer { bytes in
    for record in block.records {
      let slice = UnsafeBufferPointer(rebasing: bytes[record.range])
      precondition(ContentHash.of(slice) == record.hash, "hash")
      _ = IndexedCall(record, in: bytes, zone: .utc)
      precondition((try? CallParties(record: Array(slice))) != nil, "a record that cannot be read alone")
      precondition(JSONText.compact(slice).count <= slice.count, "compact")
    }
  }
}

private func tryEnrichments(_ bytes: [UInt8]) {
  bytes.withUnsafeBufferPointer { buffer in
    guard let entries = try? EnrichmentFile.entries(in: buffer) else { return }
    for entry in entries {
      let value = UnsafeBufferPointer(rebasing: buffer[entry.value])
      precondition((try? EnrichmentSketch(json: value)) != nil, "an entry that cannot be read alone")
    }
  }
}
