import GRDB
import LinuxSystem
import Synchronization
import WildixCore
import WildixStore

/// A clock that stands still unless it is moved; who waits moves it.
final class StandingClock: Sendable {
  private let time = Mutex<Int64>(1_800_000_000_000_000_000)
  private let waited = Mutex<Int64>(0)

  var clock: WallClock {
    WallClock(nanoseconds: { self.time.withLock { $0 } }, sleep: { self.wait(nanoseconds: $0) })
  }

  /// How long was waited so far, in seconds.
  var secondsWaited: Double { Double(waited.withLock { $0 }) / 1e9 }

  func advance(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000_000 } }

  private func wait(nanoseconds: Int64) {
    time.withLock { $0 += nanoseconds }
    waited.withLock { $0 += nanoseconds }
  }
}

/// A data directory with an admin and alice.
struct PeopleSandbox {
  let directory: Sandbox
  let time = StandingClock()
  let people: UserDatabase
  let alice = Viewer(username: "alice", poste: "33", role: .user)

  /// Cheap to verify, so that tests need not wait; the password is "alice's".
  static let cheapHash =
    "pbkdf2:sha256:1000$saltsaltsaltsalt$12698e169fc9594b4ce80f7ca57d1f2e40296f2e1dc6f6084f2f6d9219bbc0fd"

  init(isEmpty: Bool = false) throws {
    directory = try Sandbox()
    people = UserDatabase(data: directory.path, clock: time.clock)
    guard !isEmpty else { return }
    try people.add(User(username: "admin", poste: "0000", role: .admin), password: "admin's", by: nil)
    try sql("INSERT INTO users (username, password_hash, poste) VALUES ('alice', '\(Self.cheapHash)', '33')")
  }

  var file: String { directory.path + "/users.db" }

  /// What another program does, on a connection of its own.
  func sql(_ statement: String) throws {
    try DatabaseQueue(path: file).write { try $0.execute(sql: statement) }
  }

  /// One number out of the file.
  func count(_ query: String) throws -> Int {
    try DatabaseQueue(path: file).read { try Int.fetchOne($0, sql: query) } ?? 0
  }

  /// Another process: nothing is shared but the file.
  func another() -> UserDatabase { UserDatabase(data: directory.path, clock: time.clock) }
}
