import GRDB
import WildixCore

/// Slows down who guesses passwords: after three failures for a name, the next attempt is looked at only when 1, 2, 4 …
/// 60 seconds have passed. An attempt counts as failed from its beginning, so that several at once gain nothing.
/// Unknown names count like any other, so that nothing is learned from it.
enum LoginFailures {
  /// No failure is answered earlier than so many nanoseconds after its beginning.
  static let answerTime: Int64 = 1_000_000_000
  private static let free = 3
  private static let longest = 60
  private static let second: Int64 = 1_000_000_000
  /// Names that nobody tried for an hour are forgotten.
  private static let memory: Int64 = 3600 * second
  /// Names remembered at most, the latest ones. To push one out, somebody must make so many attempts at others,
  /// which takes longer than to wait.
  static let capacity = 4096

  /// Counts an attempt that begins at `now` (nanoseconds since 1970), or refuses it.
  static func admit(_ name: String, at now: Int64, _ database: Database) throws {
    let hash = try Crypto.sha256(name)
    let row = try Row.fetchOne(
      database, sql: "SELECT failures, blocked_until FROM wildix_login_failures WHERE name_hash = ?",
      arguments: [hash])
    var failures = 0
    if let row {
      let wait: Int64 = row[1] - now
      // A longer wait than any was set by a clock that went wrong.
      if wait > 0, wait <= Int64(longest) * second + answerTime {
        throw PeopleError.tooManyFailures(seconds: Int((wait + second - 1) / second))
      }
      if wait > -memory { failures = row[0] }
    }
    failures += 1
    let until = failures < free ? now : now + answerTime + delay(after: failures) * second
    try database.execute(
      sql: "INSERT OR REPLACE INTO wildix_login_failures VALUES (?, ?, ?)", arguments: [hash, failures, until])
    try prune(at: now, keeping: hash, database)
  }

  /// Forgets the failures of `name`.
  static func forget(_ name: String, _ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM wildix_login_failures WHERE name_hash = ?", arguments: [try Crypto.sha256(name)])
  }

  private static func delay(after failures: Int) -> Int64 {
    Int64(min(longest, 1 << min(failures - free, 6)))
  }

  private static func prune(at now: Int64, keeping hash: String, _ database: Database) throws {
    try database.execute(
      sql: "DELETE FROM wildix_login_failures WHERE blocked_until < ?", arguments: [now - memory])
    let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM wildix_login_failures") ?? 0
    guard count > capacity else { return }
    try database.execute(
      sql: """
        DELETE FROM wildix_login_failures WHERE name_hash IN (
          SELECT name_hash FROM wildix_login_failures WHERE name_hash <> ? ORDER BY blocked_until LIMIT ?)
        """, arguments: [hash, count - capacity])
  }
}
