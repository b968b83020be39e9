import LinuxSystem
import WildixCore

/// The journal of a data directory: a line for every change of an enrichment. Nothing depends on it.
struct Journal {
  let path: String

  init(data: String) { path = data + "/journal.jsonl" }

  /// Appends what was changed. The journal may be read by whom the file with `stamp` may be read by.
  func append(_ changes: [EnrichmentChange], besides stamp: FileStamp) throws {
    let file = try AppendFile(path, permissions: 0o600)
    let own = try file.stamp()
    if own.size == 0 || !own.isWithin(stamp) {
      let permissions = own.size == 0 ? stamp.permissions : own.permissions & stamp.permissions
      try Directory.restrict(path, to: permissions, group: stamp.group)
    }
    var lines: [UInt8] = []
    for change in changes {
      lines += change.json
      lines.append(UInt8(ascii: "\n"))
    }
    try file.append(lines: lines)
  }

  /// The changes of one call, the oldest first. Lines that are none are passed over.
  func changes(of id: CallID) throws -> [EnrichmentChange] {
    guard try FileStamp.of(path) != nil else { return [] }
    var reader = LineReader(try InputFile(path))
    var changes: [EnrichmentChange] = []
    while let line = try reader.next() {
      if let change = line.withUnsafeBufferPointer({ EnrichmentChange(line: $0) }), change.id == id {
        changes.append(change)
      }
    }
    return changes
  }
}

extension FileStamp {
  /// Whether nobody may do with this file what they may not do with the other.
  fileprivate func isWithin(_ other: FileStamp) -> Bool {
    permissions & ~other.permissions == 0 && (group == other.group || permissions & 0o070 == 0)
  }
}
