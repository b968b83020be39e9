import Testing
import WildixCore
import WildixStore

@Suite struct PeopleSessionTests {
  let sandbox: PeopleSandbox
  let token: String

  init() throws {
    sandbox = try PeopleSandbox()
    token = try sandbox.people.logIn("alice", password: "alice's").token
  }

  private func viewer() throws -> Viewer? { try sandbox.another().viewer(for: token) }

  @Test func `a session stands for its user until it is ended`() throws {
    #expect(try viewer() == sandbox.alice)
    #expect(try sandbox.people.viewer(for: token + "x") == nil)
    #expect(try sandbox.people.viewer(for: "") == nil)
    let second = try sandbox.people.logIn("alice", password: "alice's").token
    try sandbox.people.logOut(token)
    #expect(try viewer() == nil)
    #expect(try sandbox.people.viewer(for: second) == sandbox.alice)
  }

  @Test func `only a digest of the secret is kept`() throws {
    #expect(try sandbox.count("SELECT count(*) FROM wildix_access WHERE secret_hash = '\(token)'") == 0)
    #expect(try sandbox.count("SELECT length(secret_hash) FROM wildix_access") == 64)
  }

  @Test func `it ends 12 hours after its last use`() throws {
    sandbox.time.advance(seconds: 11 * 3600)
    #expect(try viewer() != nil)
    sandbox.time.advance(seconds: 11 * 3600)
    #expect(try viewer() != nil, "the use before counted")
    sandbox.time.advance(seconds: 12 * 3600 + 1)
    #expect(try viewer() == nil)
  }

  @Test func `it ends after 30 days however it is used`() throws {
    for _ in 0..<(30 * 24 / 8 - 1) {
      sandbox.time.advance(seconds: 8 * 3600)
      #expect(try viewer() != nil)
    }
    sandbox.time.advance(seconds: 8 * 3600)
    #expect(try viewer() == nil)
  }

  @Test func `uses are written down seldom`() throws {
    sandbox.time.advance(seconds: 599)
    _ = try viewer()
    #expect(try sandbox.count("SELECT used - created FROM wildix_access") == 0)
    sandbox.time.advance(seconds: 1)
    _ = try viewer()
    #expect(try sandbox.count("SELECT used - created FROM wildix_access") == 600)
  }

  @Test(arguments: [
    "UPDATE users SET password_hash = 'scrypt:32768:8:1$salt$00' WHERE username = 'alice'",
    "DELETE FROM users WHERE username = 'alice'",
  ])
  func `another program ends it by password or removal`(statement: String) throws {
    let secret = try sandbox.people.createToken(for: sandbox.alice, name: nil, expires: nil).secret
    #expect(try sandbox.people.viewer(for: secret) == sandbox.alice)
    try sandbox.sql(statement)
    #expect(try viewer() == nil)
    #expect(try sandbox.people.viewer(for: secret) == nil)
  }

  @Test func `a user made anew under the old name and password is another`() throws {
    try sandbox.sql("DELETE FROM users WHERE username = 'alice'")
    try sandbox.sql(
      "INSERT INTO users (username, password_hash, poste) VALUES ('alice', '\(PeopleSandbox.cheapHash)', '33')")
    #expect(try viewer() == nil)
  }

  @Test func `other changes by another program are seen at once`() throws {
    try sandbox.sql("UPDATE users SET role = 'admin', poste = '77', username = 'alicia' WHERE username = 'alice'")
    #expect(try sandbox.people.viewer(for: token) == Viewer(username: "alicia", poste: "77", role: .admin))
  }

  @Test func `a change of password ends it`() throws {
    try sandbox.people.changePassword(of: "alice", from: "alice's", to: "new")
    #expect(try viewer() == nil)
    #expect(throws: PeopleError.wrongCredentials) { try sandbox.people.logIn("alice", password: "alice's") }
    let session = try sandbox.people.logIn("alice", password: "new")
    try sandbox.people.setPassword(of: "alice", to: "newer", by: .admin)
    #expect(try sandbox.people.viewer(for: session.token) == nil)
  }

  @Test func `the present password is needed for another`() throws {
    #expect(throws: PeopleError.wrongCredentials) {
      try sandbox.people.changePassword(of: "alice", from: "wrong", to: "new")
    }
    #expect(throws: PeopleError.emptyPassword) {
      try sandbox.people.changePassword(of: "alice", from: "alice's", to: "")
    }
    #expect(try viewer() != nil)
  }

  @Test func `what has ended does not pile up`() throws {
    for _ in 0..<3 { _ = try sandbox.people.logIn("alice", password: "alice's") }
    sandbox.time.advance(seconds: 13 * 3600)
    _ = try sandbox.people.logIn("alice", password: "alice's")
    #expect(try sandbox.count("SELECT count(*) FROM wildix_access") == 1)
  }
}
