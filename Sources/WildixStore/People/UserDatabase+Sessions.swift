import GRDB
import LinuxSystem
import WildixCore

extension UserDatabase {
  /// Logs a user in, for 12 hours after it was used last and 30 days at most.
  public func logIn(_ name: String, password: String) throws -> Session {
    guard try !users().isEmpty else { throw PeopleError.noUsers }
    let account = try authenticate(name, password: password)
    let secret = try Crypto.newSecret()
    try write { database in
      let now = clock.seconds
      try LoginFailures.forget(name, database)
      try AccessTable.removeEnded(at: now, database)
      try AccessTable.insertSession(secret, of: account, at: now, database)
    }
    return Session(token: secret, viewer: account.user.viewer)
  }

  /// Whom a token stands for.
  public func viewer(for token: String) throws -> Viewer? {
    let now = clock.seconds
    guard
      let entry = try read(["users", "wildix_access"], or: nil, { try AccessTable.entry(token, $0) }),
      try entry.isValid(at: now)
    else { return nil }
    if entry.shouldNoteUse(at: now) {
      // Reading must do without writing, where the file is another's or is being written.
      writeIfPossible { try AccessTable.noteUse(of: entry.id, at: now, $0) }
    }
    return entry.account.user.viewer
  }

  /// Ends a session.
  public func logOut(_ token: String) throws {
    guard try read(["users", "wildix_access"], or: nil, { try AccessTable.entry(token, $0) })?.isSession == true
    else { return }
    try write { try AccessTable.end(token, $0) }
  }

  /// The account of `name` if `password` is theirs. What is counted and how long it takes is the same for an unknown
  /// name, a wrong password, and an account whose hash cannot be used.
  func authenticate(_ name: String, password: String) throws -> Account {
    let began = clock.nanoseconds()
    let account = try write { database in
      try LoginFailures.admit(name, at: began, database)
      return try Account.named(name, database)
    }
    if let account {
      if PasswordHash.verify(password, against: account.passwordHash) { return account }
    } else {
      PasswordHash.verifyNothing(password)
    }
    // Bounded, should the clock be set back meanwhile.
    clock.sleep(min(began + LoginFailures.answerTime - clock.nanoseconds(), LoginFailures.answerTime))
    throw PeopleError.wrongCredentials
  }
}
