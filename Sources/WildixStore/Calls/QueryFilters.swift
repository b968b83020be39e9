import GRDB
import WildixCore

/// The filters of a query as conditions in SQL.
struct QueryFilters {
  /// Filters of which each lets a row through in one of several ways. The first one whose ways all have a source
  /// finds the rows; the others only check them.
  var groups: [[Alternative]] = []
  /// Plain conditions.
  var conditions: [SQLPiece] = []
  /// Whether a condition speaks of `e`, the enrichment.
  var needsEnrichment = false
  /// Whether only calls pass that have an enrichment.
  let isEnriched: Bool

  init(_ query: CallQuery, for viewer: Viewer) {
    isEnriched = query.isEnriched
    addIDs(query.ids)
    addNumbers(query)
    addPeople(query)
    // The viewer's own calls are the widest of the groups, so they come behind what was asked for.
    if !viewer.isAdmin { groups.append(Self.visible(to: viewer)) }
    addTimes(query)
    addKinds(query, viewer)
    if query.isEnriched {
      conditions.append(SQLPiece("EXISTS (SELECT 1 FROM enrichments x WHERE x.key = c.key)"))
    }
    if !query.search.isEmpty { addSearch(query.search) }
  }

  private static let everyWay: PersonWays = [.handedTo, .handedBy, .savedBy]

  /// The first rule of the house, as `Visibility.sees` has it.
  static func visible(to viewer: Viewer) -> [Alternative] {
    postes([viewer.poste]) + [.person(viewer.username, everyWay)]
  }

  private static func postes(_ postes: [String]) -> [Alternative] {
    let numbers = postes.map(PhoneNumber.normalized).filter { !$0.isEmpty }
    return ["from_number", "to_number", "channel", "dstchannel"].flatMap { Alternative.equals($0, numbers) }
  }

  private mutating func addIDs(_ ids: [CallID]) {
    guard !ids.isEmpty else { return }
    let texts = ids.filter { $0.number == nil }.map(\.text)
    conditions.append(
      SQLPiece("c.key IN (") + .elements(ids.compactMap(\.number))
        + SQLPiece(" UNION ALL SELECT key FROM texts WHERE text IN (") + .elements(texts) + SQLPiece("))"))
  }

  private mutating func addNumbers(_ query: CallQuery) {
    if !query.from.isEmpty { groups.append(Alternative.matches("from_number", query.from)) }
    if !query.to.isEmpty { groups.append(Alternative.matches("to_number", query.to)) }
    if !query.number.isEmpty {
      groups.append(["from_number", "to_number"].flatMap { Alternative.matches($0, query.number) })
    }
    if !query.postes.isEmpty { groups.append(Self.postes(query.postes)) }
  }

  private mutating func addPeople(_ query: CallQuery) {
    let lists = [
      Alternative.people(query.transferredTo, .handedTo), Alternative.people(query.transferredBy, .handedBy),
    ]
    groups += lists.filter { !$0.isEmpty }
  }

  private mutating func addTimes(_ query: CallQuery) {
    if let since = query.since { conditions.append(SQLPiece("c.instant >= ?", max(since, .min + 1))) }
    if let until = query.until {
      conditions.append(SQLPiece("c.instant <= ?", until))
      if query.since == nil { conditions.append(SQLPiece("c.instant > ?", IndexSchema.noInstant)) }
    }
  }

  private mutating func addKinds(_ query: CallQuery, _ viewer: Viewer) {
    if !query.dispositions.isEmpty {
      conditions.append(Self.oneOf("c.disposition", query.dispositions.map(\.rawValue)))
    }
    if let least = query.minDuration { conditions.append(SQLPiece("c.duration >= ?", least)) }
    if let most = query.maxDuration { conditions.append(SQLPiece("c.duration <= ?", most)) }
    if !query.statuses.isEmpty {
      needsEnrichment = true
      let status = SQLPiece(
        """
        CASE WHEN e.answered = 1 THEN 'answered' WHEN e.target = ? THEN 'received'
        WHEN e.target IS NOT NULL THEN 'transferred' ELSE 'todo' END
        """, viewer.username)
      conditions.append(status + Self.oneOf("", query.statuses.map(\.rawValue)))
    }
  }

  private static func oneOf(_ column: String, _ values: [some DatabaseValueConvertible]) -> SQLPiece {
    let places = values.map { _ in "?" }.joined(separator: ", ")
    return SQLPiece(sql: "\(column) IN (\(places))", values: values.map(\.databaseValue))
  }

  private mutating func addSearch(_ searches: [String]) {
    guard !searches.isEmpty else { return }
    let matches = searches.compactMap(SearchWords.match)
    // A letter that the index takes for none, like ⓐ, stands nowhere.
    let text = matches.isEmpty ? #""""# : matches.map { "(\($0))" }.joined(separator: " OR ")
    conditions.append(SQLPiece("c.key IN (SELECT rowid FROM search WHERE search MATCH ?)", text))
  }
}
