import LinuxSystem
import Testing
import WildixCore

@testable import WildixStore

@Suite struct PeopleSlowDownTests {
  let sandbox: PeopleSandbox

  init() throws { sandbox = try PeopleSandbox() }

  private func fail(_ name: String = "alice") -> PeopleError? {
    do {
      _ = try sandbox.people.logIn(name, password: "wrong")
      return nil
    } catch {
      return error as? PeopleError
    }
  }

  @Test(arguments: ["alice", "nobody"])
  func `after three failures each attempt must wait twice as long`(name: String) throws {
    for _ in 0..<3 { #expect(fail(name) == .wrongCredentials) }
    for wait: Int64 in [1, 2, 4, 8, 16, 32, 60, 60] {
      #expect(fail(name) == .tooManyFailures(seconds: Int(wait)))
      sandbox.time.advance(seconds: wait - 1)
      #expect(fail(name) == .tooManyFailures(seconds: 1))
      sandbox.time.advance(seconds: 1)
      #expect(fail(name) == .wrongCredentials)
    }
    #expect(fail("somebody else") == .wrongCredentials)
  }

  @Test func `a refused attempt is not verified, and success resets`() throws {
    for _ in 0..<3 { _ = fail() }
    #expect(throws: PeopleError.tooManyFailures(seconds: 1)) {
      try sandbox.people.logIn("alice", password: "alice's")
    }
    sandbox.time.advance(seconds: 1)
    _ = try sandbox.people.logIn("alice", password: "alice's")
    for _ in 0..<3 { #expect(fail() == .wrongCredentials) }
  }

  @Test func `failures are answered after a second, refusals at once`() throws {
    _ = fail()
    #expect(sandbox.time.secondsWaited == 1)
    _ = fail("nobody")
    #expect(sandbox.time.secondsWaited == 2)
    _ = try sandbox.people.logIn("alice", password: "alice's")
    #expect(sandbox.time.secondsWaited == 2)
  }

  @Test func `attempts at the same time gain nothing`() throws {
    // Three that have begun and none that has ended: the fourth waits, even with the right password.
    let now = sandbox.time.clock.nanoseconds()
    for _ in 0..<3 { try sandbox.another().write { try LoginFailures.admit("alice", at: now, $0) } }
    #expect(throws: PeopleError.tooManyFailures(seconds: 2)) {
      try sandbox.people.logIn("alice", password: "alice's")
    }
  }

  @Test func `guessing the present password is slowed down too`() throws {
    for _ in 0..<3 {
      #expect(throws: PeopleError.wrongCredentials) {
        try sandbox.people.changePassword(of: "alice", from: "wrong", to: "new")
      }
    }
    #expect(fail() == .tooManyFailures(seconds: 1))
  }

  @Test func `names are remembered within bounds, and not in clear`() throws {
    try sandbox.people.write { database in
      for number in 0..<(LoginFailures.capacity + 50) {
        try LoginFailures.admit("name \(number)", at: Int64(number), database)
      }
    }
    #expect(try sandbox.count("SELECT count(*) FROM wildix_login_failures") == LoginFailures.capacity)
    #expect(try sandbox.count("SELECT count(*) FROM wildix_login_failures WHERE name_hash LIKE '%name%'") == 0)
  }

  @Test func `a clock that was set back does not lock anybody out`() throws {
    for _ in 0..<3 { _ = fail() }
    sandbox.time.advance(seconds: -86_400)
    _ = try sandbox.people.logIn("alice", password: "alice's")
  }
}
