import LinuxSystem
import WildixCore
import WildixStore

/// Who follows calls: the session or token that they began with, asked for again and again, since it may end and what
/// they may see may change.
final class WatchedSession {
  private let people: any People
  private let token: String?
  private let isToken: Bool
  private let context: Context
  private var hasWarned = false
  /// Files that say who may log in.
  private let files: [String]
  private var last: Answer?

  /// What was found, and from which state of the files.
  private struct Answer {
    var viewer: Viewer
    var stamps: [FileStamp?]
    var at: Int64

    /// Whether it must still be so: the files are as they were, and had not changed so shortly before that another change
    /// might not show; age ends a session to the minute.
    func holds(_ stamps: [FileStamp?], now: Int64) -> Bool {
      self.stamps == stamps && stamps.allSatisfy { $0.map { $0.changed < at - 50_000_000 } ?? true }
        && at...at + 60_000_000_000 ~= now
    }
  }

  init(_ context: Context, data: String) throws {
    self.context = context
    files = ["\(data)/users.db", "\(data)/users.db-wal"]
    people = context.openPeople(data)
    isToken = context.environment["WILDIX_TOKEN"] != nil
    token = try context.environment["WILDIX_TOKEN"] ?? SessionFile(context, data: data).read()
  }

  /// Who it is at the beginning, when every trouble is an error.
  func begin() throws -> Viewer {
    if let viewer = try known() { return viewer }
    throw PeopleError.noUsers
  }

  /// Who it is now; nil while that cannot be told, since the user database is away or cannot be read: nothing may be
  /// shown then. Throws when the session has ended.
  func viewer() throws -> Viewer? {
    do {
      let stamps = try files.map(FileStamp.of)
      let now = context.clock.nanoseconds()
      if let last, last.holds(stamps, now: now) { return last.viewer }
      last = try known().map { Answer(viewer: $0, stamps: stamps, at: now) }
      hasWarned = false
      return last?.viewer
    } catch let error as UserDatabaseError {
      if !hasWarned { try context.note(.warning(.waitingFor(error.path, error.reason))) }
      hasWarned = true
      last = nil
      return nil
    }
  }

  private func known() throws -> Viewer? {
    if let token, let viewer = try people.viewer(for: token) { return viewer }
    // Without users there is no database: moved away, or not copied back yet.
    if try people.users().isEmpty { return nil }
    throw isToken ? PeopleError.tokenRefused : token == nil ? PeopleError.notLoggedIn : PeopleError.sessionEnded
  }
}
