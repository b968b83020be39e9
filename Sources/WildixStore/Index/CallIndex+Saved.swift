import GRDB
import LinuxSystem
import WildixCore

extension CallIndex {
  /// Takes over entries that a save has just written, so that nobody has to read the whole file for them. Where the
  /// index does not hold the state `before`, it is left to the next refresh.
  func takeOver(_ entries: [(id: CallID, value: [UInt8])], from before: FileStamp?, to after: FileStamp) throws {
    let lock = try FileLock(directory.lock, permissions: IndexDirectory.permissions(for: [after]))
    defer { lock.release() }
    let open = try openExisting()
    guard open.meta.enrichments.stamp == before?.text ?? "", open.meta.enrichments.fault == nil else { return }
    let stamps = SourceFiles.Stamps(history: try FileStamp.of(files.history), enrichments: after)
    try job(stamps).takeOver(entries, into: open)
  }
}

extension RefreshJob {
  fileprivate func takeOver(_ entries: [(id: CallID, value: [UInt8])], into connection: IndexConnection) throws {
    guard let stamp = stamps.enrichments else { return }
    var meta = connection.meta
    // Nobody but us wrote into the file before it had its name, at `changed`. Who writes into it since sets the time of
    // its content to that or a later one, which tells the two apart if ours was written at an earlier one.
    let isSettled = meta.enrichments.isSettled && stamp.modified < stamp.changed
    try connection.queue.writeWithoutTransaction { database in
      try apply(to: database, &meta) { refresh in
        try refresh.put(entries)
      } change: { meta in
        meta.enrichments = .init(stamp: stamp.text, isSettled: isSettled)
      }
    }
    connection.committed(meta)
    try restrict(meta)
  }
}
