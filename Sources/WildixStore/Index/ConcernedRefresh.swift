import GRDB
import WildixCore

/// Keeps `concerned`: the people whom an enrichment lets see its call.
struct ConcernedRefresh {
  private let database: Database
  private let insert: RawStatement

  init(_ database: Database) throws {
    self.database = database
    insert = try RawStatement(reusing: database, "INSERT INTO concerned VALUES (?1, ?2, ?3, ?4)")
  }

  /// Makes anew what `touched` may have changed.
  func run(_ touched: TouchedKeys) throws {
    let columns = "SELECT e.key, c.instant, e.json FROM enrichments e JOIN calls c ON c.key = e.key"
    if touched.isAll {
      try database.execute(sql: "DELETE FROM concerned")
      try add(try RawStatement(reusing: database, columns))
      return
    }
    let delete = try RawStatement(reusing: database, "DELETE FROM concerned WHERE key = ?1")
    let select = try RawStatement(reusing: database, columns + " WHERE e.key = ?1")
    for key in touched.keys {
      delete.bind(1, key)
      try delete.run()
      select.bind(1, key)
      try add(select)
    }
  }

  private func add(_ rows: RawStatement) throws {
    while try rows.step() {
      let (key, instant) = (rows.integer(0), rows.integer(1))
      let enrichment = try rows.bytes(2).withUnsafeBufferPointer { try EnrichmentSketch(json: $0) }
      for (person, ways) in Self.ways(enrichment) {
        insert.bind(1, person)
        insert.bind(2, instant)
        insert.bind(3, key)
        insert.bind(4, ways.rawValue)
        try insert.run()
      }
    }
  }

  private static func ways(_ enrichment: EnrichmentSketch) -> [String: PersonWays] {
    var ways: [String: PersonWays] = [:]
    for person in enrichment.handedTo + [enrichment.target].compactMap(\.self) {
      ways[person, default: []].insert(.handedTo)
    }
    for person in enrichment.handedBy { ways[person, default: []].insert(.handedBy) }
    if let person = enrichment.savedBy { ways[person, default: []].insert(.savedBy) }
    return ways
  }
}
