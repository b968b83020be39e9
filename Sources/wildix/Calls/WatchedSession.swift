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

  init(_ context: Context, data: String) throws {
    self.context = context
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
      let viewer = try known()
      hasWarned = false
      return viewer
    } catch let error as UserDatabaseError {
      if !hasWarned { try context.note("wildix: warning: \(error.path): \(error.reason); waiting for it") }
      hasWarned = true
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
