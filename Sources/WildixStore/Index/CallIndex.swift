import GRDB
import LinuxSystem
import WildixCore

/// The index of a data directory, opened and brought up to date. One process refreshes it at a time; the others wait
/// for that or use it as it is.
final class CallIndex {
  let files: SourceFiles
  let directory: IndexDirectory
  private let zone: ZoneRules
  private let progress: RefreshProgress?
  private var connection: IndexConnection?

  init(files: SourceFiles, directory: IndexDirectory, zone: ZoneRules, progress: RefreshProgress?) {
    self.files = files
    self.directory = directory
    self.zone = zone
    self.progress = progress
  }

  /// Brings the index up to date with both files and hands it out. `warnings` says what could not be read, so that an
  /// earlier state stands. A missing history is an error, or another such warning for who follows it.
  func current(isFollowing: Bool = false) throws -> (connection: IndexConnection, warnings: [SourceFault]) {
    let stamps = try files.stamps()
    if stamps.history == nil {
      guard isFollowing, let open = try? openExisting() else {
        throw SystemError(.read, files.history, code: SystemError.noSuchFile)
      }
      return (open, files.faults(in: open.meta, isMissing: true))
    }
    if let open = try? openExisting(), open.meta.isCurrent(stamps, zone: zoneName) {
      return (open, files.faults(in: open.meta))
    }
    let lock = try FileLock(directory.lock, permissions: IndexDirectory.permissions(for: stamps.present))
    defer { lock.release() }
    let connection = try refreshed()
    self.connection = connection
    return (connection, files.faults(in: connection.meta))
  }

  /// Throws the index away, because it turned out to be damaged.
  func discard() throws {
    connection = nil
    let lock = try FileLock(directory.lock, permissions: 0o600)
    defer { lock.release() }
    try IndexConnection.remove(directory)
  }

  /// Makes the words of calls searchable, if they are not yet.
  func makeSearchable(_ connection: IndexConnection) throws {
    guard !connection.meta.isSearchable else { return }
    let lock = try FileLock(directory.lock, permissions: 0o600)
    defer { lock.release() }
    try connection.reloadMeta()
    guard !connection.meta.isSearchable else { return }
    let total = connection.meta.calls
    try connection.queue.write { database in
      try SearchRefresh(database, pack: connection.pack).build { progress?($0, total) }
      var meta = try IndexMeta(database)
      meta.isSearchable = true
      try meta.save(database)
      connection.committed(meta)
    }
    progress?(total, total)
  }

  /// A refresh to the files' state with these stamps.
  func job(_ stamps: SourceFiles.Stamps) -> RefreshJob {
    RefreshJob(
      files: files, directory: directory, zone: zone, zoneName: zoneName, stamps: stamps, progress: progress)
  }

  private var zoneName: String { "\(zone.fingerprint)" }

  func openExisting() throws -> IndexConnection {
    if let connection, try connection.isStillThere() {
      try connection.reloadMeta()
      return connection
    }
    connection = nil
    let opened = try IndexConnection(directory)
    connection = opened
    return opened
  }

  /// With the lock held: another process may have refreshed meanwhile; else it is for us to do.
  private func refreshed() throws -> IndexConnection {
    let stamps = try files.stamps()
    let job = job(stamps)
    if let open = try? openExisting() {
      if open.meta.isCurrent(stamps, zone: zoneName) { return open }
      do {
        if open.meta.zone == zoneName {
          try job.update(open)
          return open
        }
      } catch is TooManyChanges {
      } catch is IndexDamage {
      } catch let error as DatabaseError where error.isDamage {
      }
    }
    connection = nil
    try job.build()
    return try IndexConnection(directory)
  }
}

/// Hears how far a reading of the history is: what is done and what there is in all, the same when it has ended.
public typealias RefreshProgress = (Int64, Int64) -> Void

extension DatabaseError {
  /// True when the file is not a sound database, or not one of ours.
  var isDamage: Bool {
    switch resultCode.primaryResultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_SCHEMA, .SQLITE_CONSTRAINT: true
    default: extendedResultCode == .SQLITE_IOERR_SHORT_READ
    }
  }

  /// True when the file may have been deleted while it was being used.
  var isLoss: Bool {
    switch resultCode.primaryResultCode {
    case .SQLITE_IOERR, .SQLITE_CANTOPEN: true
    default: extendedResultCode == .SQLITE_READONLY_DBMOVED
    }
  }
}
