import GRDB
import LinuxSystem
import WildixCore

extension FileCallStore {
  public func save(_ save: EnrichmentSave, by viewer: Viewer) throws -> EnrichmentSaved {
    let lock = try SaveLock.acquire(data: data)
    defer { lock.release() }
    let saver = EnrichmentSaver(
      path: index.files.enrichments, journal: Journal(data: data), users: users,
      records: { ids, stamp in try self.records(of: ids, seenBy: viewer, at: stamp) },
      replaced: { new in
        self.onSaved(new.calls)
        // The index is derived: if it cannot take this over now, whoever reads next brings it up to date.
        try? self.index.takeOver(new.written, from: new.before, to: new.after)
      })
    return try saver.save(save, by: viewer)
  }

  public func changes(of id: CallID, for viewer: Viewer) throws -> [EnrichmentChange]? {
    guard try call(id, for: viewer) != nil else { return nil }
    return try Journal(data: data).changes(of: id)
  }

  private func records(of ids: [CallID], seenBy viewer: Viewer, at stamp: FileStamp?) throws -> [CallID: CallRecord]? {
    try reading(CallQuery()) { database, connection in
      let state = connection.meta.enrichments
      guard state.stamp == stamp?.text ?? "" else { return nil }
      if let problem = state.fault { throw SourceFault(file: index.files.enrichments, problem: problem) }
      let calls = try VisibleCalls(database, connection, for: viewer)
      var records: [CallID: CallRecord] = [:]
      for id in ids where records[id] == nil {
        guard let (key, call) = try calls.stored(id) else { continue }
        let instant = try Self.instant(of: key, database)
        records[id] = CallRecord(instant: instant, bytes: call.record, hash: call.recordHash)
      }
      return records
    }
  }
}
