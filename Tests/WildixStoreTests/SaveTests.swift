import Foundation
import Testing
import WildixCore

@testable import WildixStore

/// Saving by way of the store, as a process that goes on living does.
@Suite struct SaveTests {
  private let alice = Viewer(username: "alice", poste: "33", role: .user)
  private let bob = Viewer(username: "bob", poste: "44", role: .user)
  private let sandbox: Sandbox
  private let store: FileCallStore

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write([
      #"{"id":"1","to_number":"33","start":"2026-11-22 10:00:00"}"#, #"{"id":"x","to_number":"33"}"#,
      #"{"id":"2","to_number":"55"}"#,
    ])
    store = try FileCallStore(
      data: sandbox.path, cache: sandbox.path + "/cache", zone: .utc, users: Directory(users: [alice, bob]),
      warn: { _ in }, progress: nil)
  }

  private func save(_ id: String, by viewer: Viewer, _ change: (inout EnrichmentDraft) -> Void) throws
    -> EnrichmentSaved
  {
    var draft = EnrichmentDraft(CallID(id))
    change(&draft)
    return try store.save(EnrichmentSave([draft], now: 1_795_338_000, zone: .utc), by: viewer)
  }

  @Test func theSameStoreAnswersWithIt() throws {
    #expect(try store.call(CallID("1"), for: bob) == nil)
    let saved = try save("1", by: alice) { $0.target = "bob" }
    let row = try #require(try store.call(CallID("1"), for: bob))
    #expect(row.status == .received)
    #expect(saved.calls.map(\.status) == [.transferred])
    #expect(saved.calls.first?.revision == row.revision)
    #expect(saved.calls.first?.enrichment == row.enrichment)
    // So does another one, which reads the file.
    try FileManager.default.removeItem(atPath: sandbox.path + "/.wildix")
    #expect(try sandbox.store().call(CallID("1"), for: bob)?.revision == row.revision)
  }

  @Test func wordsAreFoundAtOnce() throws {
    var query = CallQuery()
    query.search = ["xylo"]
    #expect(try store.count(query, for: alice) == 0)
    _ = try save("x", by: alice) { $0.texts[.objet] = "Xylophone" }
    #expect(try store.count(query, for: alice) == 1)
  }

  @Test func whoHandsOnGoesOnSeeing() throws {
    _ = try save("1", by: alice) { $0.target = "bob" }
    _ = try save("1", by: bob) { $0.target = "alice" }
    _ = try save("1", by: alice) { $0.isAnswered = true }
    #expect(try store.call(CallID("1"), for: bob) != nil)
    #expect(try store.changes(of: CallID("1"), for: bob)?.map(\.user) == ["alice", "bob", "alice"])
  }

  @Test func invisibleIsMissing() throws {
    for id in ["2", "3"] {
      let refusal = EnrichmentRefusal(index: 0, id: CallID(id), reason: .unknownCall)
      #expect(throws: refusal) { try save(id, by: alice) { $0.isAnswered = true } }
      #expect(try store.changes(of: CallID(id), for: alice) == nil)
    }
    #expect(!FileManager.default.fileExists(atPath: sandbox.enrichments))
  }

  @Test func staleIsRefused() throws {
    let first = try #require(try store.call(CallID("1"), for: alice)).revision
    _ = try save("1", by: alice) { draft in
      draft.isAnswered = true
      draft.revision = first
    }
    #expect(throws: EnrichmentRefusal(index: 0, id: CallID("1"), reason: .changedSince)) {
      try save("1", by: alice) { draft in
        draft.target = "bob"
        draft.revision = first
      }
    }
    // Whoever changes the file counts, and so does a record that the PBX writes anew.
    let second = try #require(try store.call(CallID("1"), for: alice)).revision
    try sandbox.write([#"{"id":"1","to_number":"33","start":"2026-11-22 11:00:00"}"#])
    #expect(throws: EnrichmentRefusal(index: 0, id: CallID("1"), reason: .changedSince)) {
      try save("1", by: alice) { draft in
        draft.target = "bob"
        draft.revision = second
      }
    }
  }

  @Test func whatChangesNothingWritesNothing() throws {
    _ = try save("1", by: alice) { $0.isAnswered = true }
    let before = try FileManager.default.attributesOfItem(atPath: sandbox.enrichments)[.systemFileNumber] as? Int
    _ = try save("1", by: alice) { $0.isAnswered = true }
    let after = try FileManager.default.attributesOfItem(atPath: sandbox.enrichments)[.systemFileNumber] as? Int
    #expect(before == after)
  }

  @Test func aDamagedFileIsToldOf() throws {
    _ = try save("1", by: alice) { $0.isAnswered = true }
    try sandbox.write("{\n \"1\": {]}", to: sandbox.enrichments)
    let problem = SourceFault.Problem.malformed(line: 2, column: 8, .key, isUnfinished: false)
    #expect(throws: SourceFault(file: sandbox.enrichments, problem: problem)) {
      try save("1", by: alice) { $0.target = "bob" }
    }
  }
}

/// Users who cannot be changed.
private struct Directory: UserDirectory {
  var all: [User]

  init(users: [Viewer]) {
    all = users.map { User(username: $0.username, poste: $0.poste, role: $0.role) }
  }

  private struct Unexpected: Error {}

  func users() throws -> [User] { all }
  func user(named name: String) throws -> User? { all.first { $0.username == name } }
  func users(at poste: String) throws -> [User] { all.filter { $0.poste == poste } }
  func add(_ user: User, password: String, by actor: Viewer?) throws { throw Unexpected() }
  func set(_ name: String, poste: String?, role: Role?, by actor: Viewer) throws -> User { throw Unexpected() }
  func setPassword(of name: String, to password: String, by actor: Viewer) throws { throw Unexpected() }
  func changePassword(of name: String, from current: String, to password: String) throws { throw Unexpected() }
  func remove(_ name: String, by actor: Viewer) throws { throw Unexpected() }
}
