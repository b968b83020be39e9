import LinuxSystem
import Testing
import WildixCore
import WildixStore

@Suite struct PeopleTokenTests {
  let sandbox: PeopleSandbox
  let people: UserDatabase

  init() throws {
    sandbox = try PeopleSandbox()
    people = sandbox.people
  }

  @Test func `a token stands for its user until it expires`() throws {
    let end = sandbox.time.clock.seconds + 3600
    let token = try people.createToken(for: sandbox.alice, name: "cron", expires: end)
    #expect(try people.viewer(for: token.secret) == sandbox.alice)
    #expect(try people.tokens(of: sandbox.alice, ofEverybody: false).map(\.name) == ["cron"])
    sandbox.time.advance(seconds: 3599)
    #expect(try people.viewer(for: token.secret) != nil)
    sandbox.time.advance(seconds: 1)
    #expect(try people.viewer(for: token.secret) == nil)
    #expect(try people.tokens(of: sandbox.alice, ofEverybody: false).isEmpty)
  }

  @Test func `one without end lasts, unused or not`() throws {
    let token = try people.createToken(for: sandbox.alice, name: nil, expires: nil)
    sandbox.time.advance(seconds: 3650 * 86_400)
    #expect(try people.viewer(for: token.secret) == sandbox.alice)
  }

  @Test func `tokens are revoked by name or number, by their owner or an admin`() throws {
    let first = try people.createToken(for: sandbox.alice, name: "cron", expires: nil)
    let second = try people.createToken(for: sandbox.alice, name: nil, expires: nil)
    let other = try people.createToken(for: .admin, name: "cron", expires: nil)
    #expect(throws: PeopleError.unknownToken("\(other.info.id)")) {
      try people.revokeToken("\(other.info.id)", of: sandbox.alice)
    }
    #expect(try people.revokeToken("cron", of: sandbox.alice).id == first.info.id)
    #expect(throws: PeopleError.unknownToken("cron")) { try people.revokeToken("cron", of: sandbox.alice) }
    #expect(try people.revokeToken("\(second.info.id)", of: .admin).user == "alice")
    #expect(try people.viewer(for: first.secret) == nil)
    #expect(try people.viewer(for: second.secret) == nil)
    #expect(try people.viewer(for: other.secret) == .admin)
  }

  @Test func `logging out does not revoke a token`() throws {
    let token = try people.createToken(for: sandbox.alice, name: nil, expires: nil)
    try people.logOut(token.secret)
    #expect(try people.viewer(for: token.secret) != nil)
  }

  @Test func `names are single, and no numbers`() throws {
    _ = try people.createToken(for: sandbox.alice, name: "cron", expires: nil)
    #expect(throws: PeopleError.tokenNameTaken("cron")) {
      try people.createToken(for: sandbox.alice, name: "cron", expires: nil)
    }
    #expect(throws: PeopleError.invalidText(.onlyDigits, .tokenName)) {
      try people.createToken(for: sandbox.alice, name: "12", expires: nil)
    }
    _ = try people.createToken(for: .admin, name: "cron", expires: nil)
    #expect(try people.tokens(of: .admin, ofEverybody: true).count == 2)
    #expect(throws: PeopleError.adminsOnly) { try people.tokens(of: sandbox.alice, ofEverybody: true) }
  }
}
