import Foundation
import Testing
import WildixCore

@testable import WildixStore

/// Who applies the events to what they know has, after each edit, what a fresh listing shows.
@Suite struct FollowTests {
  /// What somebody knows who sees nothing but the listing and the events.
  private final class Follower {
    let query: CallQuery
    let viewer: Viewer
    let store: FileCallStore
    var cursor: CallCursor
    var known: [String: UInt64] = [:]
    var events: [String] = []

    init(_ sandbox: Sandbox, _ query: CallQuery, _ viewer: Viewer) throws {
      (self.query, self.viewer) = (query, viewer)
      store = try sandbox.store()
      var rows: [CallRow] = []
      var first = query
      first.limit = viewer.isAdmin ? nil : 3
      cursor = try store.follow(first, for: viewer) { row in
        rows.append(row)
        return true
      }
      try sandbox.store().calls(query, for: viewer) { row in
        known[row.id.text] = row.revision
        return true
      }
    }

    /// Takes over what changed. No event may say what is known already.
    func update(_ comment: String, as viewer: Viewer? = nil) throws {
      events = []
      try store.changes(since: &cursor, for: viewer ?? self.viewer) { change in
        switch change {
        case .added(let row):
          #expect(known.updateValue(row.revision, forKey: row.id.text) == nil, "\(comment)")
          events.append("added \(row.id)")
        case .changed(let row):
          let former = known.updateValue(row.revision, forKey: row.id.text)
          #expect(former != nil && former != row.revision, "\(comment)")
          events.append("changed \(row.id)")
        case .removed(let id):
          #expect(known.removeValue(forKey: id.text) != nil, "\(comment)")
          events.append("removed \(id)")
        }
      }
    }

    func check(_ sandbox: Sandbox, _ comment: String, as viewer: Viewer? = nil) throws {
      var fresh: [String: UInt64] = [:]
      try sandbox.store().calls(query, for: viewer ?? self.viewer) { row in
        fresh[row.id.text] = row.revision
        return true
      }
      #expect(known == fresh, "\(comment)")
      #expect(cursor.seen.count == fresh.count, "\(comment)")
    }
  }

  private static let viewers = [
    Viewer.admin, Viewer(username: "bob", poste: "44", role: .user), Viewer(username: "élise", poste: "", role: .user),
  ]

  private static func queries() -> [CallQuery] {
    var (todo, numbers, words, times) = (CallQuery(), CallQuery(), CallQuery(), CallQuery())
    todo.statuses = [.todo, .received]
    numbers.number = [NumberPattern("06*"), NumberPattern("11")].compactMap(\.self)
    numbers.transferredTo = ["bob", "alice"]
    words.search = ["fact", "zoe"]
    times.since = 1_768_500_000
    times.minDuration = 30
    return [CallQuery(), todo, numbers, words, times]
  }

  @Test(arguments: 1...4)
  func randomEdits(_ seed: UInt64) throws {
    var random = RandomHistory(seed: seed &* 77)
    let sandbox = try Sandbox()
    var records = (0..<2500).map { random.record(id: $0) }
    var enrichments: [String: String] = [:]
    try sandbox.write(records)
    let followers = try Self.viewers.flatMap { viewer in
      try Self.queries().map { try Follower(sandbox, $0, viewer) }
    }
    for step in 0..<20 {
      let comment = "seed \(seed), step \(step): " + Self.edit(&records, &enrichments, &random)
      if random.chance(70) { try sandbox.write(records, inPlace: random.chance(50)) }
      if random.chance(70) { try sandbox.write(enrichments: enrichments) }
      // Some look first, some find that another store has done the refresh, some have missed several.
      if random.chance(50) { _ = try sandbox.listing() }
      if step == 11 { try FileManager.default.removeItem(atPath: sandbox.path + "/.wildix") }
      for follower in followers where random.chance(70) {
        try follower.update(comment)
        try follower.check(sandbox, comment)
      }
    }
    #expect(sandbox.takeWarnings().isEmpty)
  }

  private static func edit(
    _ records: inout [String], _ enrichments: inout [String: String], _ random: inout RandomHistory
  ) -> String {
    for _ in 0..<random.number(0..<30) {
      enrichments["\(random.number(0..<3500))"] = random.enrichment()
      enrichments["x-\(random.number(0..<3500))"] = random.chance(50) ? random.enrichment() : nil
    }
    let place = random.number(0..<max(1, records.count))
    switch random.number(0..<7) {
    case 0:
      records.append(random.record(id: random.number(0..<3500)))
      return "append"
    case 1:
      records.insert(random.record(id: random.number(0..<3500)), at: 0)
      return "prepend"
    case 2:
      records[place] = random.record(id: random.number(0..<3500))
      return "change at \(place)"
    case 3:
      records.removeSubrange(place..<min(records.count, place + random.number(1..<40)))
      return "delete at \(place)"
    case 4:
      records = Array(records[place...] + records[..<place])
      return "turn at \(place)"
    case 5:
      records.insert(records[place], at: random.number(0..<records.count))
      return "repeat \(place)"
    default:
      records += (0..<random.number(1..<1500)).map { _ in random.record(id: random.number(0..<5000)) }
      return "append many"
    }
  }

  private static let bob = Viewer(username: "bob", poste: "44", role: .user)

  @Test func handOver() throws {
    let sandbox = try Sandbox()
    try sandbox.write([#"{"id":"1"}"#, #"{"id":"2"}"#, #"{"id":3,"to_number":"44"}"#])
    let bob = try Follower(sandbox, CallQuery(), Self.bob)
    let admin = try Follower(sandbox, CallQuery(), .admin)
    #expect(bob.known.count == 1)
    func step(_ enrichments: [String: String], _ forBob: [String], _ forAdmin: [String]) throws {
      try sandbox.write(enrichments: enrichments)
      for (follower, events) in [(bob, forBob), (admin, forAdmin)] {
        try follower.update("\(enrichments)")
        #expect(follower.events == events, "\(enrichments)")
      }
    }
    try step(["1": #"{"traiteParOuTransmisA":"bob"}"#], ["added 1"], ["changed 1"])
    try step(["1": #"{"traiteParOuTransmisA":"bob"}"#], [], [])
    try step(["1": #"{"traiteParOuTransmisA":"alice"}"#], ["removed 1"], ["changed 1"])
    try step(
      ["1": #"{"traiteParOuTransmisA":"alice","transferts":[{"de":"bob","a":"alice"}]}"#], ["added 1"], ["changed 1"])
    try step([:], ["removed 1"], ["changed 1"])
    try sandbox.write([#"{"id":"2"}"#, #"{"id":3,"to_number":"45"}"#])
    for follower in [bob, admin] { try follower.update("record") }
    #expect(bob.events == ["removed 3"])
    #expect(admin.events == ["removed 1", "changed 3"])
  }

  @Test func otherRightsInBetween() throws {
    let sandbox = try Sandbox()
    try sandbox.write([#"{"id":"1","to_number":"44"}"#, #"{"id":"2","to_number":"55"}"#])
    let bob = try Follower(sandbox, CallQuery(), Self.bob)
    for viewer in [
      Viewer(username: "bob", poste: "55", role: .user), Viewer(username: "bob", poste: "55", role: .admin), Self.bob,
    ] {
      try bob.update("\(viewer)", as: viewer)
      try bob.check(sandbox, "\(viewer)", as: viewer)
    }
  }

  @Test func tornMissingAndBack() throws {
    let sandbox = try Sandbox()
    let records = [#"{"id":"1"}"#, #"{"id":"2"}"#]
    try sandbox.write(records)
    let follower = try Follower(sandbox, CallQuery(), .admin)
    for _ in 0..<3 {
      for text in [#"[{"id":"1"},{"i"#, #"[{"id":"1"}"#, ""] {
        try sandbox.write(text, to: sandbox.history, inPlace: true)
        try follower.update(text)
        #expect(follower.events == [])
      }
    }
    #expect(sandbox.takeWarnings().count == 9)
    try FileManager.default.removeItem(atPath: sandbox.history)
    try follower.update("missing")
    #expect(follower.events == [])
    try sandbox.write(records + [#"{"id":"3"}"#])
    try follower.update("back")
    #expect(follower.events == ["added 3"])
    // The whole directory, index and all.
    #expect(rename(sandbox.path, sandbox.path + "-away") == 0)
    try follower.update("away")
    #expect(follower.events == [])
    #expect(sandbox.takeWarnings().count == 2)
    #expect(rename(sandbox.path + "-away", sandbox.path) == 0)
    try sandbox.write(records)
    try follower.update("back again")
    #expect(follower.events == ["removed 3"])
    try FileManager.default.removeItem(atPath: sandbox.path)
    try follower.update("deleted")
    try FileManager.default.createDirectory(atPath: sandbox.path, withIntermediateDirectories: true)
    try sandbox.write(#"[{"id":"1"#, to: sandbox.history)
    try follower.update("torn, and without an index")
    #expect(follower.events == [])
    try sandbox.write([#"{"id":"2"}"#])
    try follower.update("made again")
    #expect(follower.events == ["removed 1"])
  }

  @Test func fallenBehindTheLog() throws {
    let sandbox = try Sandbox()
    func records(_ day: Int) -> [String] {
      (0..<ChangeLog.limit / 2 + 1000).map { #"{"id":"\#($0)","start":"2026-01-0\#(day) 00:00:00"}"# }
    }
    try sandbox.write(records(1))
    let follower = try Follower(sandbox, CallQuery(), .admin)
    for day in 2...4 {
      try sandbox.write(records(day))
      _ = try sandbox.listing()
    }
    try follower.update("behind")
    try follower.check(sandbox, "behind")
    #expect(follower.events.count == ChangeLog.limit / 2 + 1000)
  }
}
