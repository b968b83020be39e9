import GRDB
import LinuxSystem
import WildixCore

/// One refresh of an index, with the lock held.
struct RefreshJob {
  let files: SourceFiles
  let directory: IndexDirectory
  let zone: ZoneRules
  let zoneName: String
  let stamps: SourceFiles.Stamps
  let progress: RefreshProgress?
  /// False while the index is made from nothing: nobody can have seen an earlier state of it.
  var logsChanges = true

  /// Brings an existing index up to date, in one transaction. A file that cannot be read leaves its rows as they are.
  func update(_ connection: IndexConnection) throws {
    let permissions = IndexDirectory.permissions(for: stamps.present)
    let pack = try PackFile(appending: directory.pack(connection.meta.pack), permissions: permissions)
    var meta = connection.meta
    try connection.queue.writeWithoutTransaction { database in
      if !meta.history.isCurrent(stamps.history) {
        try updateHistory(database, pack, &meta)
      }
      if !meta.enrichments.isCurrent(stamps.enrichments) {
        try updateEnrichments(database, &meta)
      }
    }
    connection.committed(meta)
    try restrict(connection.meta)
  }

  private func updateHistory(_ database: Database, _ pack: PackFile, _ meta: inout IndexMeta) throws {
    let started = SystemClock.nanoseconds()
    let file = try InputFile(files.history)
    let stamp = try file.stamp()
    let former = meta
    do {
      try database.inTransaction(.immediate) {
        var refresh = try HistoryRefresh(
          database, pack: pack, packEnd: meta.packEnd, zone: zone, isBuilding: false)
        try refresh.run(file) { progress?($0, stamp.size) }
        progress?(stamp.size, stamp.size)
        try ConcernedRefresh(database).run(refresh.touched)
        if meta.isSearchable { try SearchRefresh(database, pack: pack).run(refresh.touched) }
        try ChangeLog(database).note(refresh.touched, &meta)
        meta.packEnd = refresh.packEnd
        meta.calls = try Int64.fetchOne(database.cachedStatement(sql: "SELECT count(*) FROM calls")) ?? 0
        meta.history = Self.state(stamp, readAt: started)
        try meta.save(database, over: former)
        return .commit
      }
    } catch let fault as JSONFault {
      let problem = FaultPlace.problem(fault, in: file)
      try note(database, &meta) { meta in meta.history = Self.state(stamp, readAt: started, fault: problem) }
    }
    if meta.packEnd > 64 << 20, try isMostlyGarbage(database, meta) { throw TooManyChanges() }
  }

  func updateEnrichments(_ database: Database, _ meta: inout IndexMeta) throws {
    let started = SystemClock.nanoseconds()
    guard stamps.enrichments != nil else {
      try apply(to: database, &meta) { refresh in
        try refresh.run([])
      } change: { meta in
        meta.enrichments = .init()
      }
      return
    }
    let file = try InputFile(files.enrichments)
    let stamp = try file.stamp()
    do {
      let content = try InputFile.contents(of: file.path)
      try apply(to: database, &meta) { refresh in
        try refresh.run(content)
      } change: { meta in
        meta.enrichments = Self.state(stamp, readAt: started)
      }
    } catch let fault as JSONFault {
      let problem = FaultPlace.problem(fault, in: file)
      try note(database, &meta) { meta in
        meta.enrichments = Self.state(stamp, readAt: started, fault: problem)
      }
    }
  }

  /// Lets `body` change the enrichments, and what follows from them, in one transaction.
  func apply(
    to database: Database, _ meta: inout IndexMeta, _ body: (inout EnrichmentRefresh) throws -> Void,
    change: (inout IndexMeta) -> Void
  ) throws {
    try database.inTransaction(.immediate) {
      var refresh = try EnrichmentRefresh(database)
      try body(&refresh)
      try ConcernedRefresh(database).run(refresh.touched)
      if meta.isSearchable {
        let pack = try PackFile(reading: directory.pack(meta.pack))
        try SearchRefresh(database, pack: pack).run(refresh.touched)
      }
      if logsChanges { try ChangeLog(database).note(refresh.touched, &meta) }
      change(&meta)
      try meta.save(database)
      return .commit
    }
  }

  private func note(_ database: Database, _ meta: inout IndexMeta, change: (inout IndexMeta) -> Void) throws {
    change(&meta)
    let changed = meta
    try database.inTransaction(.immediate) {
      try changed.save(database)
      return .commit
    }
  }

  /// A file written within the last ticks of the clock before it was read may be written again in the same tick.
  static func state(_ stamp: FileStamp, readAt started: Int64, fault: SourceFault.Problem? = nil)
    -> IndexMeta.SourceState
  {
    .init(stamp: stamp.text, fault: fault, isSettled: stamp.changed < started - 50_000_000)
  }

  private func isMostlyGarbage(_ database: Database, _ meta: IndexMeta) throws -> Bool {
    let used = try Int64.fetchOne(database, sql: "SELECT coalesce(sum(length), 0) FROM blocks") ?? 0
    return used < meta.packEnd / 2
  }

  /// Keeps the index's files from being more open than the files that they were made from are now.
  func restrict(_ meta: IndexMeta) throws {
    let permissions = IndexDirectory.permissions(for: stamps.present)
    guard let group = stamps.present.first?.group else { return }
    for path in [
      directory.database, directory.database + "-wal", directory.database + "-shm", directory.pack(meta.pack),
    ]
    where Directory.exists(path) {
      do {
        try Directory.restrict(path, to: permissions, group: group)
      } catch {
        // Another user's index was made under the same rule.
        guard error.isForbidden else { throw error }
      }
    }
  }
}
