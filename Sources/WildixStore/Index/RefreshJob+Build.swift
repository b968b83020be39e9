import GRDB
import LinuxSystem
import WildixCore

extension RefreshJob {
  /// Makes the index from nothing, beside the old one if there is one, and puts it in its place.
  func build() throws {
    let started = SystemClock.nanoseconds()
    let file = try InputFile(files.history)
    let stamp = try file.stamp()
    let permissions = IndexDirectory.permissions(for: stamps.present)
    var meta = IndexMeta()
    meta.zone = zoneName
    meta.history = Self.state(stamp, readAt: started)
    meta.pack = "records-\(String(UInt64(bitPattern: started), radix: 16)).pack"
    let path = directory.path + "/new.db"
    try Directory.remove(path)
    do {
      // Made before SQLite would make it for everybody to read.
      _ = try PackFile(appending: path, permissions: permissions)
      let pack = try PackFile(appending: directory.pack(meta.pack), permissions: permissions)
      try write(file, size: stamp.size, pack, path, &meta)
      progress?(stamp.size, stamp.size)
    } catch {
      try? Directory.remove(path)
      try? Directory.remove(directory.pack(meta.pack))
      guard let fault = error as? JSONFault else { throw error }
      throw SourceFault(file: files.history, problem: FaultPlace.problem(fault, in: file))
    }
    try finish(path, meta)
    let connection = try IndexConnection(directory)
    try connection.queue.writeWithoutTransaction { database in
      var job = self
      job.logsChanges = false
      try job.updateEnrichments(database, &meta)
    }
  }

  private func write(
    _ file: InputFile, size: Int64, _ pack: PackFile, _ path: String, _ meta: inout IndexMeta
  ) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF;
          PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -24000; PRAGMA temp_store = FILE
          """)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(sql: IndexSchema.tables)
      var refresh = try HistoryRefresh(database, pack: pack, packEnd: 0, zone: zone, isBuilding: true)
      try refresh.run(file) { progress?($0, size) }
      try database.execute(sql: IndexSchema.indexes)
      meta.packEnd = refresh.packEnd
      meta.calls = try Int64.fetchOne(database, sql: "SELECT count(*) FROM calls") ?? 0
      try meta.save(database)
    }
    try queue.close()
  }

  /// The new index takes the old one's place; its enrichments are still to come.
  private func finish(_ path: String, _ meta: IndexMeta) throws {
    for suffix in ["", "-wal", "-shm"] { try Directory.remove(directory.database + suffix) }
    try Directory.rename(path, to: directory.database)
    for name in try Directory.names(in: directory.path) where name.hasPrefix("records-") && name != meta.pack {
      try Directory.remove(directory.pack(name))
    }
    try restrict(meta)
  }
}
