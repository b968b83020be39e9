import LinuxSystem
import WildixCore

/// What a job has seen so far: a hash for each call and the state it was in. It says all by itself, so that it stays
/// right when the index is made anew.
struct Checkpoint {
  /// The file is no checkpoint, and is left alone.
  struct Foreign: Error { var path: String }

  private static let header = Array("wildix checkpoint 1\n".utf8)
  private let path: String
  private let seen: [UInt64]
  private var next: [UInt64] = []

  /// What the file at `path` holds; nothing if it is missing.
  init(_ path: String) throws {
    self.path = path
    guard try FileStamp.of(path) != nil else {
      seen = []
      return
    }
    let bytes = try InputFile.contents(of: path)
    guard bytes.starts(with: Self.header), (bytes.count - Self.header.count) % 8 == 0 else {
      if !bytes.isEmpty { throw Foreign(path: path) }
      seen = []
      return
    }
    seen = bytes.withUnsafeBytes { raw in
      stride(from: Self.header.count, to: raw.count, by: 8).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
      }
    }
  }

  /// Whether the call was seen in just this state.
  func has(_ row: CallRow) -> Bool {
    let hash = Self.hash(row)
    var (low, high) = (0, seen.count)
    while low < high {
      let middle = (low + high) / 2
      if seen[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < seen.count && seen[low] == hash
  }

  /// Remembers the call in this state for the next time.
  mutating func keep(_ row: CallRow) { next.append(Self.hash(row)) }

  /// Writes what is to be remembered: whole, and only if it is not there already.
  mutating func save() throws {
    next.sort()
    guard next != seen || seen.isEmpty else { return }
    let file = try ReplacementFile(path, permissions: 0o600)
    try file.stream.write(Self.header)
    for hash in next {
      try withUnsafeBytes(of: hash.littleEndian) { try file.stream.write($0) }
    }
    try file.commit()
  }

  private static func hash(_ row: CallRow) -> UInt64 {
    let id = Array(row.id.text.utf8).withUnsafeBufferPointer { ContentHash.of($0) }
    return ContentHash.combine(id, row.revision)
  }
}
