import LinuxSystem
import WildixCore

/// One save, with the lock held: reads the file, splices the entries in, and puts the result in its place if the file
/// is still the one that was read; else begins anew.
struct EnrichmentSaver {
  /// Other programs know nothing of the lock. One that goes on changing the file is let have it after so many times.
  private static let attempts = 100

  let path: String
  let journal: Journal
  let users: any UserDirectory
  /// The records of those of these calls that the viewer may see, by an index that holds the file's state with this
  /// stamp; nil if it does not.
  let records: ([CallID], FileStamp?) throws -> [CallID: CallRecord]?
  /// Hears what is in the file now.
  let replaced: (Replacement) -> Void

  /// What a save has just changed in the file.
  struct Replacement {
    /// The entries, as they stand there.
    var written: [(id: CallID, value: [UInt8])]
    /// Their calls, as the viewer sees them.
    var calls: [CallRow]
    /// The file's stamp before, and its stamp now.
    var before: FileStamp?
    var after: FileStamp
  }

  func save(_ save: EnrichmentSave, by viewer: Viewer) throws -> EnrichmentSaved {
    var known: [User]?
    let people = {
      if let known { return known }
      let all = try users.users()
      known = all
      return all
    }
    for _ in 0..<Self.attempts {
      if let saved = try attempt(save, viewer, people) { return saved }
    }
    throw SaveFailure.contended(file: path)
  }

  /// Nil if the file changed meanwhile.
  private func attempt(
    _ save: EnrichmentSave, _ viewer: Viewer, _ people: () throws -> [User]
  ) throws -> EnrichmentSaved? {
    let source = try EnrichmentSource(path)
    let ids = save.drafts.map(\.id)
    guard let records = try records(ids, source.stamp) else { return nil }
    return try source.bytes.withUnsafeBufferPointer { bytes in
      let splice: EnrichmentSplice
      do {
        splice = try EnrichmentSplice(bytes, wanted: ids)
      } catch {
        // The index could read what has this stamp: this was written while we read it.
        return nil
      }
      var edit = EnrichmentEdit(save, by: viewer, in: splice)
      try edit.run(records, users: people)
      let written = edit.written()
      var saved = EnrichmentSaved(calls: try edit.calls(written, records), journalFailure: nil)
      guard !written.isEmpty else { return saved }
      guard let (file, stamp) = try replace(source, splice, written) else { return nil }
      // Whoever reads the file sees it already; that it stays is for us to see to before we say so.
      defer { file.settle() }
      let ids = Set(written.map(\.id))
      replaced(
        Replacement(
          written: written, calls: saved.calls.filter { ids.contains($0.id) }, before: source.stamp, after: stamp))
      // Not at once: who is going to write over it needs a moment, too.
      guard survives(stamp, save, viewer, records, people) else { return nil }
      do {
        try journal.append(edit.changes, besides: stamp)
      } catch {
        saved.journalFailure = error
      }
      return saved
    }
  }

  private func replace(
    _ source: EnrichmentSource, _ splice: EnrichmentSplice, _ written: [(id: CallID, value: [UInt8])]
  ) throws -> (file: ReplacementFile, stamp: FileStamp)? {
    let file = try ReplacementFile(path, temporaryName: ".enrichissements.json.new")
    try splice.write(written) { try file.stream.write($0) }
    return try file.commit(over: source.stamp).map { (file, $0) }
  }

  /// Whether what was saved is still in the file. A program that had read it before, and writes it back right behind
  /// us, has just taken us for nothing: then we go first no longer. What stands there is what saving again would not
  /// change.
  private func survives(
    _ stamp: FileStamp, _ save: EnrichmentSave, _ viewer: Viewer, _ records: [CallID: CallRecord],
    _ people: () throws -> [User]
  ) -> Bool {
    do {
      guard try FileStamp.of(path) != stamp else { return true }
      let source = try EnrichmentSource(path)
      return try source.bytes.withUnsafeBufferPointer { bytes in
        let splice = try EnrichmentSplice(bytes, wanted: save.drafts.map(\.id))
        var edit = EnrichmentEdit(save.withoutRevisions, by: viewer, in: splice)
        try edit.run(records, users: people)
        return edit.written().isEmpty
      }
    } catch {
      // Nobody can tell just now, and it was saved.
      return true
    }
  }
}

extension EnrichmentSave {
  fileprivate var withoutRevisions: EnrichmentSave {
    var copy = self
    for index in copy.drafts.indices { copy.drafts[index].revision = nil }
    return copy
  }
}
