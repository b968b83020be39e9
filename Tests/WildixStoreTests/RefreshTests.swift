import Foundation
import GRDB
import Testing
import WildixCore

@testable import WildixStore

/// After whatever happens to the files, a listing shows what a reading of the whole file would.
@Suite struct RefreshTests {
  private func check(_ sandbox: Sandbox, _ records: [String], _ comment: String) throws {
    let naive = try NaiveStore(records: records)
    #expect(try sandbox.listing() == naive.listing(CallQuery(), for: .admin), "\(comment)")
    #expect(try sandbox.store().count(CallQuery(), for: .admin) == naive.calls.count, "\(comment)")
    #expect(sandbox.takeWarnings().isEmpty, "\(comment)")
  }

  @Test(arguments: 1...4)
  func randomEdits(_ seed: UInt64) throws {
    var random = RandomHistory(seed: seed)
    let sandbox = try Sandbox()
    var records = (0..<3000).map { random.record(id: $0) }
    try sandbox.write(records)
    try check(sandbox, records, "first")
    var search = CallQuery()
    search.search = ["zoe"]
    for step in 0..<25 {
      let edit = Self.edit(&records, &random)
      try sandbox.write(records, inPlace: random.chance(50))
      try check(sandbox, records, "step \(step): \(edit)")
      if step % 5 == 0 {
        let naive = try NaiveStore(records: records)
        #expect(try sandbox.listing(search) == naive.listing(search, for: .admin), "step \(step): \(edit)")
      }
    }
  }

  private static func edit(_ records: inout [String], _ random: inout RandomHistory) -> String {
    let place = random.number(0..<max(1, records.count))
    switch random.number(0..<9) {
    case 0:
      records.append(random.record(id: random.number(0..<5000)))
      return "append"
    case 1:
      records.insert(random.record(id: random.number(0..<5000)), at: 0)
      return "prepend"
    case 2:
      records[place] = random.record(id: random.number(0..<5000))
      return "change at \(place)"
    case 3:
      records.removeSubrange(place..<min(records.count, place + random.number(1..<40)))
      return "delete at \(place)"
    case 4:
      records = Array(records[place...] + records[..<place])
      return "turn at \(place)"
    case 5:
      records.reverse()
      return "reverse"
    case 6:
      records.insert(records[place], at: random.number(0..<records.count))
      return "repeat \(place)"
    case 7:
      records += (0..<random.number(1..<1500)).map { _ in random.record(id: random.number(0..<9000)) }
      return "append many"
    default:
      records = Array(records[..<(records.count / 2)] + records)
      return "double the first half"
    }
  }

  /// An export that adds a record a minute must not let the index be made anew each time.
  @Test(arguments: [10, 300, 1024, 1034, 2100])
  func oneMoreRecordIsNoReasonToBuild(_ count: Int) throws {
    let sandbox = try Sandbox()
    var records = (1000..<(1000 + count)).map { #"{"id":"\#($0)","start":"2026-01-01 00:00:00"}"# }
    try sandbox.write(records)
    try check(sandbox, records, "first")
    let pack = try sandbox.pack()
    for number in 0..<20 {
      let record = #"{"id":"\#(number)","start":"2026-01-02 00:00:00"}"#
      records.insert(record, at: number.isMultiple(of: 3) ? records.count : 0)
      try sandbox.write(records)
      try check(sandbox, records, "\(number)")
      #expect(try sandbox.pack() == pack, "\(number)")
    }
  }

  @Test func sameSizeAndSecond() throws {
    let sandbox = try Sandbox()
    for digit in 0..<10 {
      let records = [#"{"id":"1","from_name":"\#(digit)"}"#]
      try sandbox.write(records, inPlace: true)
      try check(sandbox, records, "\(digit)")
    }
  }

  @Test func tornFileLeavesTheLastGoodState() throws {
    let sandbox = try Sandbox()
    let records = (0..<3000).map { #"{"id":"\#($0)","start":"2026-01-01 00:00:00"}"# }
    try sandbox.write(records)
    try check(sandbox, records, "whole")
    let text = Sandbox.text(records + [#"{"id":"new"}"#])
    try sandbox.write(String(text.prefix(50_000)), to: sandbox.history, inPlace: true)
    for _ in 0..<2 {
      #expect(try sandbox.listing().count == 3000)
      let warning = try #require(sandbox.takeWarnings().first)
      #expect(warning.file == sandbox.history)
      #expect(warning.problem.phrase[.english].contains("line 1, column 50001: the file ends too early"))
    }
    try sandbox.write(text, to: sandbox.history, inPlace: true)
    try check(sandbox, records + [#"{"id":"new"}"#], "whole again")
  }

  @Test func tornFromTheStartIsAnError() throws {
    let sandbox = try Sandbox()
    try sandbox.write("[{\"id\":1},\n {\"id\":é}]", to: sandbox.history)
    let problem = SourceFault.Problem.malformed(line: 2, column: 8, .value, isUnfinished: false)
    #expect(throws: SourceFault(file: sandbox.history, problem: problem)) { try sandbox.listing() }
  }

  @Test func missingAndBack() throws {
    let sandbox = try Sandbox()
    try sandbox.write([#"{"id":"1"}"#])
    try check(sandbox, [#"{"id":"1"}"#], "there")
    try FileManager.default.removeItem(atPath: sandbox.history)
    #expect(throws: (any Error).self) { try sandbox.listing() }
    try sandbox.write([#"{"id":"1"}"#, #"{"id":"2"}"#])
    try check(sandbox, [#"{"id":"1"}"#, #"{"id":"2"}"#], "back")
  }

  @Test(arguments: ["version", "garbage", "truncated", "deleted", "pack", "pack deleted", "table"])
  func damagedIndexIsMadeAnew(_ damage: String) throws {
    let sandbox = try Sandbox()
    let records = (0..<2000).map { #"{"id":"\#($0)","start":"2026-01-01 00:00:00","x":"\#($0)"}"# }
    try sandbox.write(records)
    try check(sandbox, records, "before")
    let directory = sandbox.path + "/.wildix"
    let database = directory + "/index.db"
    let pack = try #require(try sandbox.pack())
    switch damage {
    case "version":
      try DatabaseQueue(path: database).write {
        try $0.execute(sql: "UPDATE meta SET value = 99 WHERE name = 'version'")
      }
    case "table":
      try DatabaseQueue(path: database).write { try $0.execute(sql: "DROP TABLE calls") }
    case "garbage": try sandbox.write(String(repeating: "no database ", count: 9000), to: database, inPlace: true)
    case "truncated":
      let file = try #require(FileHandle(forWritingAtPath: database))
      try file.truncate(atOffset: 20_000)
    case "deleted": try FileManager.default.removeItem(atPath: directory)
    case "pack": try sandbox.write(String(repeating: "x", count: 200_000), to: directory + "/" + pack, inPlace: true)
    default: try FileManager.default.removeItem(atPath: directory + "/" + pack)
    }
    try check(sandbox, records, damage)
  }

  @Test func enrichmentsComeGoAndBreak() throws {
    let sandbox = try Sandbox()
    try sandbox.write([#"{"id":"1","start":"2026-01-01 00:00:00"}"#, #"{"id":"a"}"#])
    let bob = Viewer(username: "bob", poste: "44", role: .user)
    #expect(try sandbox.listing(for: bob).isEmpty)
    try sandbox.write(#"{"a": {"saisiPar": "bob"}, "1": {"objet": "x"}}"#, to: sandbox.enrichments)
    #expect(try sandbox.listing(for: bob) == [#"{"id":"a"}"#])
    try sandbox.write(#"{"a": {"saisiPar": "bob"}, "1": {"obj"#, to: sandbox.enrichments)
    #expect(try sandbox.listing(for: bob) == [#"{"id":"a"}"#])
    #expect(sandbox.takeWarnings().last?.file == sandbox.enrichments)
    try sandbox.write(#"{"1": {"traiteParOuTransmisA": "bob"}}"#, to: sandbox.enrichments)
    #expect(try sandbox.listing(for: bob) == [#"{"id":"1","start":"2026-01-01 00:00:00"}"#])
    try FileManager.default.removeItem(atPath: sandbox.enrichments)
    #expect(try sandbox.listing(for: bob).isEmpty)
  }

  @Test func severalAtOnce() async throws {
    let sandbox = try Sandbox()
    let path = sandbox.path
    for round in 1...5 {
      let records = (0..<3000).map { #"{"id":"\#($0)","start":"2026-01-0\#(round) 00:00:00"}"# }
      try sandbox.write(records)
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<6 {
          group.addTask {
            let store = try FileCallStore(data: path, cache: path, zone: .utc, warn: { _ in }, progress: nil)
            var count = 0
            try store.calls(CallQuery(), for: .admin) { row in
              count += String(decoding: row.record, as: UTF8.self).contains("2026-01-0\(round)") ? 1 : 0
              return true
            }
            return count
          }
        }
        for try await count in group { #expect(count == 3000) }
      }
    }
  }
}
