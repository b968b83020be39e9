import LinuxSystem
import Testing
import WildixCore
import WildixStore

@Suite struct PeopleUserTests {
  @Test func `the first user needs no leave and must be an admin`() throws {
    let sandbox = try PeopleSandbox(isEmpty: true)
    #expect(throws: PeopleError.firstUserMustBeAdmin) {
      try sandbox.people.add(User(username: "bob", poste: "44", role: .user), password: "secret", by: nil)
    }
    #expect(!Directory.exists(sandbox.file), "nothing is made for a refusal")
    try sandbox.people.add(User(username: "bob", poste: "44", role: .admin), password: "secret", by: nil)
    #expect(try FileStamp.of(sandbox.file)?.permissions == 0o600)
    #expect(throws: PeopleError.notLoggedIn) {
      try sandbox.people.add(User(username: "eve", poste: "45", role: .admin), password: "secret", by: nil)
    }
    #expect(throws: PeopleError.notLoggedIn, "a viewer that is no user, whatever it says of itself") {
      try sandbox.people.add(User(username: "eve", poste: "45", role: .admin), password: "secret", by: .admin)
    }
  }

  @Test func `only admins change users, and what they are now counts`() throws {
    let sandbox = try PeopleSandbox()
    let people = sandbox.people
    let bob = User(username: "bob", poste: "44", role: .user)
    #expect(throws: PeopleError.adminsOnly) { try people.add(bob, password: "secret", by: sandbox.alice) }
    #expect(throws: PeopleError.adminsOnly) { try people.set("admin", poste: nil, role: .user, by: sandbox.alice) }
    #expect(throws: PeopleError.adminsOnly) { try people.setPassword(of: "admin", to: "x", by: sandbox.alice) }
    #expect(throws: PeopleError.adminsOnly) { try people.remove("admin", by: sandbox.alice) }
    try people.add(bob, password: "secret", by: .admin)
    #expect(try people.users().map(\.username) == ["admin", "alice", "bob"])
    #expect(try people.set("bob", poste: "45", role: .admin, by: .admin).poste == "45")

    try sandbox.sql("UPDATE users SET role = 'user' WHERE username = 'admin'")
    #expect(throws: PeopleError.adminsOnly) { try people.remove("alice", by: .admin) }
  }

  @Test func `the last admin stays one`() throws {
    let sandbox = try PeopleSandbox()
    #expect(throws: PeopleError.lastAdmin("admin")) { try sandbox.people.remove("admin", by: .admin) }
    #expect(throws: PeopleError.lastAdmin("admin")) {
      try sandbox.people.set("admin", poste: nil, role: .user, by: .admin)
    }
    _ = try sandbox.people.set("admin", poste: "1", role: .admin, by: .admin)
    _ = try sandbox.people.set("alice", poste: nil, role: .admin, by: .admin)
    try sandbox.people.remove("admin", by: .admin)
    #expect(try sandbox.people.users() == [User(username: "alice", poste: "33", role: .admin)])
  }

  @Test(arguments: ["", " bob", "bob ", "b\nob", "b\u{1B}[2Job", "b\u{202E}ob", "\u{A0}bob", "admin", "alice"])
  func `a name that is taken or cannot be one is refused`(name: String) throws {
    let sandbox = try PeopleSandbox()
    #expect(throws: PeopleError.self) {
      try sandbox.people.add(User(username: name, poste: "44", role: .user), password: "secret", by: .admin)
    }
    #expect(try sandbox.people.users().count == 2)
  }

  @Test func `two spellings of one name are one name`() throws {
    let sandbox = try PeopleSandbox()
    try sandbox.people.add(User(username: "\u{E9}lise", poste: "44", role: .user), password: "secret", by: .admin)
    #expect(throws: PeopleError.nameTaken("e\u{301}lise")) {
      try sandbox.people.add(User(username: "e\u{301}lise", poste: "45", role: .user), password: "secret", by: .admin)
    }
  }

  @Test func `users are found by name and extension`() throws {
    let sandbox = try PeopleSandbox()
    try sandbox.sql("INSERT INTO users (username, password_hash, poste) VALUES ('kernel', 'x', '33')")
    #expect(try sandbox.people.user(named: "alice")?.poste == "33")
    #expect(try sandbox.people.user(named: "ALICE") == nil)
    #expect(try sandbox.people.users(at: "3 3").map(\.username) == ["alice", "kernel"])
    #expect(try sandbox.people.users(at: "99").isEmpty)
  }

  @Test func `nothing is there before something is made`() throws {
    let sandbox = try PeopleSandbox(isEmpty: true)
    #expect(try sandbox.people.users().isEmpty)
    #expect(try sandbox.people.viewer(for: "token") == nil)
    #expect(throws: PeopleError.noUsers) { try sandbox.people.logIn("alice", password: "x") }
    #expect(!Directory.exists(sandbox.file))
  }

  @Test func `an older program's file is used as it is`() throws {
    let sandbox = try PeopleSandbox(isEmpty: true)
    try sandbox.sql(
      """
      CREATE TABLE users (
        id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT UNIQUE NOT NULL, password_hash TEXT NOT NULL,
        poste TEXT NOT NULL, role TEXT CHECK(role IN ('admin','user')) NOT NULL DEFAULT 'user')
      """)
    #expect(try sandbox.people.users().isEmpty)
    try sandbox.sql(
      "INSERT INTO users (username, password_hash, poste) VALUES ('alice', '\(PeopleSandbox.cheapHash)', '33')")
    let session = try sandbox.people.logIn("alice", password: "alice's")
    #expect(try sandbox.another().viewer(for: session.token) == sandbox.alice)
  }

  @Test func `what is no database is told with its path`() throws {
    let sandbox = try PeopleSandbox(isEmpty: true)
    try sandbox.directory.write("this is not a database, but a letter to somebody", to: sandbox.file)
    let error = #expect(throws: UserDatabaseError.self) { try sandbox.people.users() }
    #expect(error?.problem == .unusable)
    #expect(error?.path == sandbox.file)
  }

  @Test func `a file that takes the name of the open one is seen`() throws {
    let sandbox = try PeopleSandbox()
    let other = try PeopleSandbox()
    #expect(try sandbox.people.users().count == 2)
    _ = try other.people.set("alice", poste: "99", role: nil, by: .admin)
    try Directory.rename(other.file, to: sandbox.file)
    #expect(try sandbox.people.user(named: "alice")?.poste == "99")
    try Directory.remove(sandbox.file)
    #expect(try sandbox.people.users().isEmpty)
  }
}
