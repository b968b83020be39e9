import GRDB
import LinuxSystem
import Synchronization
import WildixCore

/// People in `users.db`, an SQLite file that an older program may be using at the same time. Nothing is remembered
/// between two questions: what another program wrote counts at once.
public final class UserDatabase: People {
  let clock: WallClock
  private let path: String
  private let directory: String
  private let connection = Mutex<Connection?>(nil)

  private struct Connection {
    var queue: DatabaseQueue
    var inode: UInt64
  }

  /// People of the data directory `data`. Nothing is opened or made before it is needed.
  public init(data: String, clock: WallClock = .system) {
    directory = data
    path = data + "/users.db"
    self.clock = clock
  }

  /// Reads in one state of the file; answers `none` if there is no file, or not all of these tables are in it.
  func read<Result>(_ tables: [String], or none: Result, _ body: (Database) throws -> Result) throws -> Result {
    try translated {
      guard let queue = try openQueue() else { return none }
      return try queue.readOneState { database in
        do {
          return try body(database)
        } catch let error as DatabaseError {
          // To look for them first would cost every reader.
          if try UserSchema.has(tables, database) { throw error }
          return none
        }
      }
    }
  }

  /// Reads and writes as the only one who does. The file is made if it is missing.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try translated {
      if try FileStamp.of(path) == nil {
        try Directory.makePrivate(directory)
        try PrivateFile.createIfMissing(path)
      }
      guard let queue = try openQueue() else {
        throw SystemError(.write, path, code: SystemError.noSuchFile)
      }
      return try queue.write { database in
        try UserSchema.make(database)
        return try body(database)
      }
    }
  }

  /// Writes if that can be done here and now, else not at all.
  func writeIfPossible(_ body: (Database) throws -> Void) {
    guard let queue = try? openQueue() else { return }
    queue.inDatabaseQuietly { database in
      try database.execute(sql: "PRAGMA busy_timeout = 0")
      defer { try? database.execute(sql: "PRAGMA busy_timeout = \(Self.busyTimeout * 1000)") }
      try body(database)
    }
  }

  private static let busyTimeout = 5

  /// The open file; nil if there is none. A file that took its name since is opened in its place.
  private func openQueue() throws -> DatabaseQueue? {
    try connection.withLock { connection in
      guard let inode = try FileStamp.of(path)?.inode else {
        connection = nil
        return nil
      }
      if let connection, connection.inode == inode { return connection.queue }
      var configuration = Configuration()
      configuration.busyMode = .timeout(Double(Self.busyTimeout))
      configuration.foreignKeysEnabled = false
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      connection = Connection(queue: queue, inode: inode)
      return queue
    }
  }

  private func translated<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw UserDatabaseError(error, path: path)
    }
  }
}

extension DatabaseQueue {
  fileprivate func inDatabaseQuietly(_ body: (Database) throws -> Void) {
    try? writeWithoutTransaction(body)
  }
}
