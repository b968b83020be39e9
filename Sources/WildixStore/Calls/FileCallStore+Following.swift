import GRDB
import LinuxSystem
import WildixCore

extension FileCallStore {
  public func follow(_ query: CallQuery, for viewer: Viewer, _ each: (CallRow) throws -> Bool) throws -> CallCursor {
    var cursor = CallCursor(query, for: viewer)
    var hasShown = false
    try reading(query, isFollowing: true, unless: { hasShown }) { database, connection in
      cursor = CallCursor(query, for: viewer)
      (cursor.origin, cursor.generation) = (connection.meta.pack, connection.meta.generation)
      var isWhole = query.limit == nil && query.after == nil
      try show(query, for: viewer, database, connection) { row in
        hasShown = true
        cursor.seen[row.id.indexed] = row.revision
        let goesOn = try each(row)
        isWhole = isWhole && goesOn
        return goesOn
      }
      if !isWhole {
        try Self.states(QueryPlan(states: query, for: viewer, after: nil), database) { state in
          cursor.seen[state.id] = state.revision
        }
      }
    }
    return cursor
  }

  public func changes(
    since cursor: inout CallCursor, for viewer: Viewer, _ each: (CallChange) throws -> Void
  ) throws {
    var next = cursor
    // Given away, so that what is kept of a million calls is not copied before it is changed.
    cursor.seen = SeenCalls()
    defer { cursor = next }
    var hasTold = false
    _ = try outlasting {
      try reading(next.query, isFollowing: true, unless: { hasTold }) { database, connection in
        try Self.advance(&next, for: viewer, database, connection) { change in
          hasTold = true
          try each(change)
        }
      }
    }
  }

  public func latest(_ query: CallQuery, for viewer: Viewer, _ each: (CallRow) throws -> Bool) throws -> Bool {
    var hasShown = false
    return try outlasting {
      try reading(query, isFollowing: true, unless: { hasShown }) { database, connection in
        try show(query, for: viewer, database, connection) { row in
          hasShown = true
          return try each(row)
        }
      }
    }
  }

  /// Reads; answers false, with a warning, where the files are such that there is nothing to be read right now.
  private func outlasting(_ body: () throws -> Void) throws -> Bool {
    do {
      try body()
      return true
    } catch let fault as SourceFault {
      warn(fault)
    } catch {
      guard try isGone(error) else { throw error }
    }
    return false
  }

  /// Whether reading failed because the files went away, which is no error to who follows them: they may come back.
  private func isGone(_ error: any Error) throws -> Bool {
    guard error is SystemError || error is IndexFailure else { return false }
    guard try FileStamp.of(index.files.history) == nil else { return false }
    warn(SourceFault(file: index.files.history, problem: .missing))
    return true
  }

  /// A call that passes, without its record.
  private struct State {
    var key: Int64
    var id: IndexedID
    var instant: Int64
    var revision: UInt64
  }

  private static func states(_ plan: QueryPlan, _ database: Database, _ each: (State) throws -> Void) throws {
    let text = try RawStatement(reusing: database, "SELECT text FROM texts WHERE key = ?1")
    let rows = try RawStatement(reusing: database, plan.statement)
    while try rows.step() {
      let key = rows.integer(0)
      let enrichment = rows.isNull(2) ? nil : UInt64(bitPattern: rows.integer(2))
      try each(
        State(
          key: key, id: try id(of: key, text), instant: rows.integer(3),
          revision: CallRevision.of(UInt64(bitPattern: rows.integer(1)), hash: enrichment)))
    }
  }

  private static func id(of key: Int64, _ text: RawStatement) throws -> IndexedID {
    guard key < 0 else { return .number(key) }
    text.bind(1, key)
    defer { text.reset() }
    guard try text.step() else { throw IndexDamage() }
    return .text(text.text(0) ?? "")
  }

  private static func advance(
    _ cursor: inout CallCursor, for viewer: Viewer, _ database: Database, _ connection: IndexConnection,
    _ each: (CallChange) throws -> Void
  ) throws {
    let meta = connection.meta
    let isKnown = cursor.origin == meta.pack && cursor.viewer == viewer
    let changed = isKnown ? try ChangeLog(database).keys(after: cursor.generation, meta) : nil
    if let changed, changed.isEmpty { return }
    let plan = QueryPlan(states: cursor.query, for: viewer, after: changed == nil ? nil : cursor.generation)

    var (gone, fresh): ([CallID], [State]) = ([], [])
    if let changed {
      var passing: Set<Int64> = []
      try states(plan, database) { state in
        passing.insert(state.key)
        if cursor.seen[state.id] != state.revision { fresh.append(state) }
      }
      let text = try RawStatement(reusing: database, "SELECT text FROM texts WHERE key = ?1")
      for key in changed where !passing.contains(key) {
        let id = try id(of: key, text)
        if cursor.seen[id] != nil { gone.append(CallID(id)) }
      }
    } else {
      var present = SeenCalls()
      try states(plan, database) { state in
        present[state.id] = state.revision
        if cursor.seen[state.id] != state.revision { fresh.append(state) }
      }
      gone = cursor.seen.missing(in: present)
    }
    try tell(gone, fresh, &cursor, for: viewer, database, connection, each)
    (cursor.origin, cursor.generation, cursor.viewer) = (meta.pack, meta.generation, viewer)
  }

  private static func tell(
    _ gone: [CallID], _ fresh: [State], _ cursor: inout CallCursor, for viewer: Viewer, _ database: Database,
    _ connection: IndexConnection, _ each: (CallChange) throws -> Void
  ) throws {
    for id in gone {
      cursor.seen[id.indexed] = nil
      try each(.removed(id))
    }
    let records = try RecordSource(database, connection, readsAhead: false)
    for state in fresh.sorted(by: { ($0.instant, $0.key) < ($1.instant, $1.key) }) {
      guard let stored = try records.row(state.key) else { throw IndexDamage() }
      let isNew = cursor.seen[state.id] == nil
      cursor.seen[state.id] = state.revision
      let row = row(known(state.instant), state.key, stored, viewer)
      try each(isNew ? .added(row) : .changed(row))
    }
  }
}
