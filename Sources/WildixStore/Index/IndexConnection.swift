import GRDB
import LinuxSystem

/// An index that is open: its database, its record pack, and what it says of itself.
final class IndexConnection {
  let queue: DatabaseQueue
  let pack: PackFile
  private(set) var meta: IndexMeta
  /// Statements of listings and counts.
  let statements = StatementCache()
  let offsets = BlockOffsets()
  let records = RecordCache()
  private let path: String
  private let inode: UInt64
  /// SQLite's count of what other connections wrote, as it was when `meta` was read.
  private var version: Int64 = -1

  /// Opens the index in `directory`. Throws if there is none, or none of this version.
  init(_ directory: IndexDirectory) throws {
    path = directory.database
    guard let stamp = try FileStamp.of(path) else { throw IndexDamage() }
    inode = stamp.inode
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { database in
      try database.execute(
        sql:
          "PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError {
      throw error
    } catch {
      // GRDB asks the file manager for the journal's attributes; it may have been deleted meanwhile.
      throw IndexDamage()
    }
    meta = try queue.unsafeRead { try IndexMeta($0) }
    pack = try PackFile(reading: directory.pack(meta.pack))
    guard try pack.size() >= meta.packEnd else { throw IndexDamage() }
  }

  /// Whether this is the file that has the index's name now, not one that was replaced.
  func isStillThere() throws -> Bool { try FileStamp.of(path)?.inode == inode }

  /// Reads in one state of the index.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result { try queue.readOneState(body) }

  /// Sees what other processes have done.
  func reloadMeta() throws {
    // One statement needs no transaction around it.
    try queue.unsafeRead { try reloadMeta($0) }
  }

  /// The same within a reading. The pack is another one only if the index was replaced.
  func reloadMeta(_ database: Database) throws {
    // What we wrote ourselves is in `meta` already.
    let rows = try RawStatement(reusing: database, "PRAGMA data_version")
    let present = try rows.step() ? rows.integer(0) : -1
    rows.reset()
    guard present != version || present < 0 else { return }
    meta = try IndexMeta(database)
    version = present
  }

  /// Takes over `meta`, which a refresh has just committed.
  func committed(_ meta: IndexMeta) { self.meta = meta }

  /// Deletes the index in `directory` with all that belongs to it. The name itself goes first: who opens it from then
  /// on waits for the lock, and a journal never meets a database that it does not belong to.
  static func remove(_ directory: IndexDirectory) throws {
    for suffix in ["", "-wal", "-shm"] { try Directory.remove(directory.database + suffix) }
    for name in try Directory.names(in: directory.path) where name.hasPrefix("records-") || name.hasPrefix("new.db") {
      try Directory.remove(directory.pack(name))
    }
  }
}

extension DatabaseQueue {
  /// Reads in one state of the file. Not by GRDB's `read`: that sets a pragma, after which SQLite compiles every statement
  /// that is kept anew.
  func readOneState<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try unsafeRead { database in
      var value: Value?
      try database.inTransaction(.deferred) {
        value = try body(database)
        return .commit
      }
      guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
      return value
    }
  }
}
