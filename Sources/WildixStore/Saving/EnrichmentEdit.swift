import WildixCore

/// The entries of a save while its drafts are taken over, one after the other.
struct EnrichmentEdit {
  let save: EnrichmentSave
  let viewer: Viewer
  let splice: EnrichmentSplice
  /// What each entry is now, and what the file has of it.
  private var entries: [CallID: EnrichmentEntry] = [:]
  private(set) var order: [CallID] = []
  private var changed: Set<CallID> = []
  private(set) var changes: [EnrichmentChange] = []

  init(_ save: EnrichmentSave, by viewer: Viewer, in splice: EnrichmentSplice) {
    self.save = save
    self.viewer = viewer
    self.splice = splice
  }

  /// Takes over all drafts. `records` are the records of their calls, of those that the viewer may see.
  mutating func run(_ records: [CallID: CallRecord], users: () throws -> [User]) throws {
    let time = EnrichmentTime.stamp(save.now, zone: save.zone)
    for (index, draft) in save.drafts.enumerated() {
      do {
        guard let record = records[draft.id] else { throw EnrichmentRefusal.Reason.unknownCall }
        if let revision = draft.revision, revision != CallRevision.of(record.hash, splice.value(of: draft.id)) {
          throw EnrichmentRefusal.Reason.changedSince
        }
        var entry = try entries[draft.id] ?? presentEntry(of: draft.id)
        let fields = try entry.take(draft, of: save, by: viewer, users: users)
        if entries.updateValue(entry, forKey: draft.id) == nil { order.append(draft.id) }
        guard !fields.isEmpty else { continue }
        changed.insert(draft.id)
        changes.append(EnrichmentChange(time: time, user: viewer.username, id: draft.id, fields: fields))
      } catch let reason as EnrichmentRefusal.Reason {
        throw EnrichmentRefusal(index: index, id: draft.id, reason: reason)
      }
    }
  }

  private func presentEntry(of id: CallID) throws -> EnrichmentEntry {
    let isASCII = splice.layout.isASCII
    guard let value = splice.value(of: id) else { return EnrichmentEntry(isASCII: isASCII) }
    return try EnrichmentEntry(json: value, isASCII: isASCII)
  }

  /// The entries that changed, as they are to stand in the file.
  func written() -> [(id: CallID, value: [UInt8])] {
    order.filter(changed.contains).compactMap { id in entries[id].map { (id, splice.laidOut($0.json)) } }
  }

  /// The calls as they stand when `written` is in the file.
  func calls(_ written: [(id: CallID, value: [UInt8])], _ records: [CallID: CallRecord]) throws -> [CallRow] {
    let values = Dictionary(written.map { ($0.id, $0.value) }, uniquingKeysWith: { $1 })
    return try order.compactMap { id in
      guard let entry = entries[id], let record = records[id] else { return nil }
      let json = entry.json
      let sketch = try json.withUnsafeBufferPointer { try EnrichmentSketch(json: $0) }
      let revision =
        values[id]?.withUnsafeBufferPointer { CallRevision.of(record.hash, $0) }
        ?? CallRevision.of(record.hash, splice.value(of: id))
      let isInFile = values[id] != nil || splice.value(of: id) != nil
      return CallRow(
        id: id, instant: record.instant, record: record.bytes, enrichment: isInFile ? json : nil,
        status: CallStatus(of: sketch, for: viewer), revision: revision)
    }
  }
}

/// A call's record, as a save needs it.
struct CallRecord {
  /// Seconds since 1970, UTC; nil if it has no start.
  var instant: Int64?
  var bytes: [UInt8]
  var hash: UInt64
}
