import Testing
import WildixCore

@testable import WildixStore

/// The index against a plain reading of the same data.
@Suite struct ListingTests {
  private static let viewers =
    [Viewer.admin]
    + zip(RandomHistory.people, RandomHistory.postes).map { Viewer(username: $0, poste: $1, role: .user) }
    + [Viewer(username: "nobody", poste: "", role: .user), Viewer(username: "star", poste: "3*", role: .user)]

  @Test(arguments: 1...6)
  func everyQueryAgrees(_ seed: UInt64) throws {
    var random = RandomHistory(seed: seed)
    let records = (0..<400).map { _ in random.record(id: random.number(0..<330)) }
    let enrichments = Dictionary(
      (0..<150).map { _ in ((random.chance(80) ? "" : "x-") + "\(random.number(0..<360))", random.enrichment()) }
    ) { $1 }
    let sandbox = try Sandbox()
    try sandbox.write(records)
    try sandbox.write(
      "{" + enrichments.map { "\"\($0)\":\($1)" }.joined(separator: ",\n ") + "}", to: sandbox.enrichments)
    let naive = try NaiveStore(records: records, enrichments: enrichments)
    let store = try sandbox.store()
    for _ in 0..<150 {
      let query = Self.query(&random)
      for viewer in Self.viewers {
        var rows: [CallRow] = []
        try store.calls(query, for: viewer) { row in
          rows.append(row)
          return true
        }
        let expected = naive.listing(query, for: viewer)
        #expect(rows.map { String(decoding: $0.record, as: UTF8.self) } == expected, "\(viewer) \(query)")
        var unlimited = query
        unlimited.limit = nil
        #expect(try store.count(query, for: viewer) == naive.listing(unlimited, for: viewer).count)
        try checkPaging(store, query, viewer, expected)
      }
    }
    try checkLookup(store, naive)
  }

  /// Going on behind each third row shows the rest, and no row twice.
  private func checkPaging(_ store: FileCallStore, _ query: CallQuery, _ viewer: Viewer, _ expected: [String]) throws {
    var page = query
    page.limit = 3
    var rows: [String] = []
    repeat {
      var last: CallPosition?
      try store.calls(page, for: viewer) { row in
        rows.append(String(decoding: row.record, as: UTF8.self))
        last = row.position
        return true
      }
      page.after = last
    } while page.after != nil && rows.count < min(expected.count, 12)
    #expect(rows.starts(with: expected.prefix(min(12, rows.count))))
    #expect(rows.count >= min(12, expected.count))
  }

  private func checkLookup(_ store: FileCallStore, _ naive: NaiveStore) throws {
    for viewer in Self.viewers {
      for call in naive.calls {
        let isVisible = Visibility.sees(viewer, call.parties, call.enrichment)
        let row = try store.call(call.id, for: viewer)
        #expect((row != nil) == isVisible)
        if let row { #expect(row.status == CallStatus(of: call.enrichment, for: viewer)) }
      }
      #expect(try store.call(CallID("none"), for: viewer) == nil)
    }
  }

  private static func query(_ random: inout RandomHistory) -> CallQuery {
    var query = CallQuery()
    func patterns(_ random: inout RandomHistory) -> [NumberPattern] {
      let texts = (0..<random.number(1..<3)).map { _ in
        random.one(of: ["0612*", "33", "+33*", "0033612345678", "anon*", "anonymous", "06 12.34-56 78", "3*", "99"])
      }
      return texts.compactMap(NumberPattern.init)
    }
    if random.chance(20) { query.from = patterns(&random) }
    if random.chance(15) { query.to = patterns(&random) }
    if random.chance(15) { query.number = patterns(&random) }
    if random.chance(8) { query.from += (0..<20).compactMap { NumberPattern("\($0)") } }
    if random.chance(8) { query.transferredTo += (0..<20).map { "user\($0)" } }
    if random.chance(15) { query.postes = [random.one(of: RandomHistory.postes)] }
    if random.chance(20) { query.since = 1_767_225_600 + Int64(random.number(0..<8_000_000)) }
    if random.chance(20) { query.until = 1_767_225_600 + Int64(random.number(0..<8_000_000)) }
    if random.chance(20) { query.dispositions = [random.one(of: Disposition.named), .busy] }
    if random.chance(20) { query.statuses = [random.one(of: CallStatus.allCases)] }
    if random.chance(10) { query.transferredTo = [random.one(of: RandomHistory.people), "nobody"] }
    if random.chance(10) { query.transferredBy = [random.one(of: RandomHistory.people)] }
    if random.chance(15) { query.minDuration = random.number(0..<150) }
    if random.chance(15) { query.maxDuration = random.number(0..<200) }
    if random.chance(25) {
      query.search = [random.one(of: ["zoe", "fact", "ETE fac", "06", "muller", "brien", "reseau zoe"])]
    }
    if random.chance(10) { query.ids = (0..<40).map { CallID((random.chance(80) ? "" : "x-") + "\($0 * 7)") } }
    query.order.isReversed = random.chance(30)
    if random.chance(40) { query.limit = random.number(0..<30) }
    return query
  }
}
