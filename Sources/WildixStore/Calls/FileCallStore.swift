import GRDB
import LinuxSystem
import WildixCore

/// Calls out of a data directory, by way of its index.
public final class FileCallStore: CallStore {
  let data: String
  /// To whom calls can be handed.
  let users: any UserDirectory
  private(set) var index: CallIndex
  private let makeIndex: () throws -> CallIndex
  let warn: (SourceFault) -> Void
  public var isStillWanted: (() -> Bool)?
  /// Called in the middle of a save, as soon as everybody can read what it wrote, with the calls that it changed.
  public var onSaved: ([CallRow]) -> Void = { _ in }
  /// Whether a history that is missing now leaves its last state standing.
  private let outlivesHistory: Bool

  /// A store over the data directory `data`. `cache` is where the index goes if it cannot stand beside the data;
  /// `zone` is the machine's. `warn` hears of files that cannot be read, so that an earlier state is shown; `progress`
  /// of the reading of a long history. `users` are those to whom calls can be handed, the directory's own if nil.
  /// With `outlivesHistory` a history that is missing is a warning too, where an earlier state of it is known.
  public init(
    data: String, cache: String, zone: ZoneRules, users: (any UserDirectory)? = nil, outlivesHistory: Bool = false,
    warn: @escaping (SourceFault) -> Void, progress: RefreshProgress?
  ) throws {
    let files = SourceFiles(data: data)
    // Nothing is made in a directory that is not one of ours.
    guard try FileStamp.of(files.history) != nil || Directory.exists(data + "/.wildix") else {
      throw SystemError(.read, files.history, code: SystemError.noSuchFile)
    }
    makeIndex = {
      CallIndex(files: files, directory: try IndexDirectory(data: data, cache: cache), zone: zone, progress: progress)
    }
    index = try makeIndex()
    self.data = data
    self.users = users ?? UserDatabase(data: data)
    self.warn = warn
    self.outlivesHistory = outlivesHistory
  }

  public func calls(_ query: CallQuery, for viewer: Viewer, _ each: (CallRow) throws -> Bool) throws {
    var hasShown = false
    try reading(query, unless: { hasShown }) { database, connection in
      try show(query, for: viewer, database, connection) { row in
        hasShown = true
        return try each(row)
      }
    }
  }

  /// Shows the rows of a query in one state of the index.
  func show(
    _ query: CallQuery, for viewer: Viewer, _ database: Database, _ connection: IndexConnection,
    _ each: (CallRow) throws -> Bool
  ) throws {
    let after = try query.after.map { try CallKeys(database).place(of: $0.id) }
    let plan = QueryPlan(rows: query, for: viewer, after: after)
    let readsRecords = QueryPlan.readsRecords(query.order)
    let isShort = query.limit.map { $0 <= Self.shortListing } ?? false
    let source = try RecordSource(database, connection, readsAhead: readsRecords || !isShort)
    try RecordFieldFunction.withFunction(on: database, source, if: readsRecords) {
      let rows = try connection.statements.take(plan.statement, database)
      defer { connection.statements.giveBack(rows) }
      while try rows.step() {
        guard let stored = try source.row(rows.integer(1)) else { throw IndexDamage() }
        guard try each(Self.row(Self.known(rows.integer(0)), rows.integer(1), stored, viewer)) else { break }
      }
    }
  }

  /// Listings of so many rows are read record by record; longer ones with what stands around.
  private static let shortListing = 1000

  public func count(_ query: CallQuery, for viewer: Viewer) throws -> Int {
    try reading(query) { database, connection in
      if viewer.isAdmin, query.isUnfiltered { return Int(connection.meta.calls) }
      let statement = try connection.statements.take(QueryPlan(count: query, for: viewer).statement, database)
      defer { connection.statements.giveBack(statement) }
      return try statement.step() ? Int(statement.integer(0)) : 0
    }
  }

  public func call(_ id: CallID, for viewer: Viewer) throws -> CallRow? {
    try reading(CallQuery()) { database, connection in
      let calls = try VisibleCalls(database, connection, for: viewer)
      return try Self.row(id, calls, database, viewer)
    }
  }

  public func calls(_ ids: [CallID], for viewer: Viewer, _ each: (CallRow?) throws -> Bool) throws {
    var hasShown = false
    try reading(CallQuery(), unless: { hasShown }) { database, connection in
      let calls = try VisibleCalls(database, connection, for: viewer)
      for id in ids {
        // Each is a few steps of SQLite's: too few for it to ask by itself.
        guard isStillWanted?() ?? true else { throw ReadingGivenUp() }
        let row = try Self.row(id, calls, database, viewer)
        hasShown = true
        guard try each(row) else { return }
      }
    }
  }

  private static func row(
    _ id: CallID, _ calls: VisibleCalls, _ database: Database, _ viewer: Viewer
  ) throws -> CallRow? {
    guard let (key, stored) = try calls.stored(id) else { return nil }
    return row(try instant(of: key, database), key, stored, viewer)
  }

  /// When a call began, in seconds since 1970; nil if its record does not say.
  static func instant(of key: Int64, _ database: Database) throws -> Int64? {
    let statement = try RawStatement(reusing: database, "SELECT instant FROM calls WHERE key = ?1")
    statement.bind(1, key)
    defer { statement.reset() }
    return try statement.step() ? known(statement.integer(0)) : nil
  }

  /// An instant of the index; nil if it stands for none.
  static func known(_ instant: Int64) -> Int64? { instant == IndexSchema.noInstant ? nil : instant }

  static func row(_ instant: Int64?, _ key: Int64, _ stored: RecordSource.Stored, _ viewer: Viewer) -> CallRow {
    CallRow(
      id: CallID(stored.textID ?? String(key)), instant: instant,
      record: stored.record, enrichment: stored.enrichment,
      status: CallStatus(isAnswered: stored.isAnswered, target: stored.target, for: viewer),
      revision: CallRevision.of(stored.recordHash, hash: stored.enrichment == nil ? nil : stored.enrichmentHash))
  }

  /// Reads in one state of the index, made current before. An index that is damaged, or was deleted under us, is made
  /// anew, unless rows were shown.
  func reading<Result>(
    _ query: CallQuery, isFollowing: Bool = false, unless hasShown: () -> Bool = { false },
    _ body: (Database, IndexConnection) throws -> Result
  ) throws -> Result {
    var attemptsLeft = 5
    while true {
      do {
        return try attempt(query, isFollowing || outlivesHistory, body)
      } catch {
        attemptsLeft -= 1
        guard attemptsLeft > 0, !hasShown(), isIndexLost(error) else { throw told(error) }
        if !(error is SystemError) { try? index.discard() }
        index = try makeIndex()
      }
    }
  }

  private func isIndexLost(_ error: any Error) -> Bool {
    switch error {
    case is IndexDamage: true
    case let error as DatabaseError: error.isDamage || error.isLoss
    case let error as SystemError: error.isMissing && error.path.hasPrefix(index.directory.path)
    default: false
    }
  }

  /// The error as those outside know it.
  private func told(_ error: any Error) -> any Error {
    switch error {
    case is IndexDamage: IndexFailure(damaged: index.directory.database)
    case let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT: ReadingGivenUp()
    case let error as DatabaseError: IndexFailure(error, path: index.directory.database)
    default: error
    }
  }

  private func attempt<Result>(
    _ query: CallQuery, _ isFollowing: Bool, _ body: (Database, IndexConnection) throws -> Result
  ) throws -> Result {
    let (connection, warnings) = try index.current(isFollowing: isFollowing)
    warnings.forEach(warn)
    if !query.search.isEmpty { try index.makeSearchable(connection) }
    return try connection.read { database in
      try connection.reloadMeta(database)
      return try ReadingWatch.run(database, while: isStillWanted) { try body(database, connection) }
    }
  }
}

extension CallQuery {
  /// True if it lets every call through.
  var isUnfiltered: Bool {
    var query = CallQuery()
    (query.order, query.limit) = (order, limit)
    return query == self
  }
}
