import GRDB
import WildixCore

/// A query as one SQL statement that finds the keys of its calls. A filter whose ways each have an index becomes a UNION
/// with an arm for each way: SQLite merges arms that are in order already, and stops at the limit.
struct QueryPlan {
  let statement: SQLPiece

  /// Instant and key of each row of a listing, in order and limited. `after` is the key of `query.after`.
  init(rows query: CallQuery, for viewer: Viewer, after: Int64?) {
    var filters = QueryFilters(query, for: viewer)
    let isForward = query.order.isReversed
    if let position = query.after, let after {
      filters.conditions.append(
        SQLPiece("(c.instant, c.key) \(isForward ? ">" : "<") (?, ?)", position.instant, after))
    }
    let byTime = isForward ? "instant, key" : "instant DESC, key DESC"
    let sort = Self.sortColumn(query.order.field)
    var statement = Self.arms(filters, sort.map { ", \($0) AS sort" } ?? "")
    if let field = query.order.field, sort != nil {
      let isDescending = CallOrder.largestFirst.contains(field) != query.order.isReversed
      statement = statement + SQLPiece(" ORDER BY sort\(isDescending ? " DESC" : "") NULLS LAST, \(byTime)")
    } else {
      statement = statement + SQLPiece(" ORDER BY \(byTime)")
    }
    if let limit = query.limit { statement = statement + SQLPiece(" LIMIT ?", limit) }
    self.statement = statement
  }

  /// How many rows there are.
  init(count query: CallQuery, for viewer: Viewer) {
    let filters = QueryFilters(query, for: viewer)
    let isEnriched = query.isEnriched || !query.statuses.isEmpty && !query.statuses.contains(.todo)
    let rows = isEnriched ? Self.enriched(filters, Self.columns) : Self.arms(filters, "")
    statement = SQLPiece("SELECT count(*) FROM (") + rows + SQLPiece(")")
  }

  /// The rows by way of the enrichments, which are few beside the calls.
  private static func enriched(_ filters: QueryFilters, _ columns: String) -> SQLPiece {
    arm(
      "enrichments e CROSS JOIN calls c ON c.key = e.key", filters.conditions + filters.groups.map(anyOf), columns,
      false)
  }

  private static let columns = "c.instant AS instant, c.key AS key"

  /// Key, hash of the record and hash of the enrichment of every row, in no order; limit and `after` do not matter.
  /// With `generation` only of calls that changed after it.
  init(states query: CallQuery, for viewer: Viewer, after generation: Int64?) {
    let filters = QueryFilters(query, for: viewer)
    let states = "SELECT c.key, c.hash, e.hash, c.instant FROM"
    guard let generation else {
      statement =
        SQLPiece("\(states) (") + Self.arms(filters, "")
        + SQLPiece(") f CROSS JOIN calls c ON c.key = f.key LEFT JOIN enrichments e ON e.key = c.key")
      return
    }
    // CROSS JOIN: the few that changed come first, each is looked for by its key.
    let changed = SQLPiece(
      """
      \(states) (SELECT DISTINCT key FROM changes WHERE generation > ?) f CROSS JOIN calls c ON c.key = f.key
      LEFT JOIN enrichments e ON e.key = c.key WHERE 1
      """, generation)
    let conditions = filters.conditions + filters.groups.map(Self.anyOf)
    statement = conditions.reduce(changed) { $0 + SQLPiece(" AND ") + $1 }
  }

  /// A row if the viewer may see the call with `key`, none if not.
  init(key: Int64, for viewer: Viewer) {
    let visible = QueryFilters(CallQuery(), for: viewer).groups.map(Self.anyOf)
    statement =
      SQLPiece("SELECT 1 FROM calls c WHERE ") + .joined([SQLPiece("c.key = ?", key)] + visible, by: " AND ")
  }

  private static func arms(_ filters: QueryFilters, _ moreColumns: String) -> SQLPiece {
    var groups = filters.groups
    let columns = columns + moreColumns
    // What nothing can fulfil is not for an index: SQLite refuses to be told which.
    if groups.contains(where: \.isEmpty) { return arm("calls c", [SQLPiece("0")], columns, filters.needsEnrichment) }
    let leading = groups.firstIndex { group in !group.isEmpty && group.allSatisfy { $0.source != nil } }
    let ways = leading.map { groups.remove(at: $0) }
    let conditions = filters.conditions + groups.map(anyOf)
    guard let ways else {
      if filters.isEnriched { return enriched(filters, columns) }
      return arm("calls c", conditions, columns, filters.needsEnrichment)
    }
    let arms = ways.map { way in
      switch way.source {
      case .person(let name, let ways):
        // CROSS JOIN keeps SQLite from turning the two around: `concerned` has the order.
        arm(
          "concerned p CROSS JOIN calls c ON c.key = p.key",
          [SQLPiece("p.person = ? AND p.ways & ? <> 0", name, ways.rawValue)] + conditions,
          "p.instant AS instant, p.key AS key" + moreColumns, filters.needsEnrichment)
      case .index(let name):
        arm("calls c INDEXED BY \(name)", [way.condition] + conditions, columns, filters.needsEnrichment)
      case nil:
        arm("calls c", [way.condition] + conditions, columns, filters.needsEnrichment)
      }
    }
    return .joined(arms, by: " UNION ")
  }

  private static func arm(
    _ source: String, _ conditions: [SQLPiece], _ columns: String, _ needsEnrichment: Bool
  ) -> SQLPiece {
    let join = needsEnrichment ? " LEFT JOIN enrichments e ON e.key = c.key" : ""
    let select = SQLPiece("SELECT \(columns) FROM \(source)\(join)")
    guard !conditions.isEmpty else { return select }
    return select + SQLPiece(" WHERE ") + .joined(conditions, by: " AND ")
  }

  private static func anyOf(_ ways: [Alternative]) -> SQLPiece {
    .anyOf(ways.map(\.condition)[...])
  }

  /// Whether rows are in the order of a field that the index does not hold.
  static func readsRecords(_ order: CallOrder) -> Bool {
    sortColumn(order.field)?.hasPrefix(RecordFieldFunction.name) ?? false
  }

  /// What `field` is sorted by; nil for the instant.
  private static func sortColumn(_ field: CallField?) -> String? {
    switch field {
    case nil, .start: nil
    case .id: "c.key"
    case .duration: "c.duration"
    case .some(let field): "\(RecordFieldFunction.name)(c.block, c.offset, c.length, '\(field.rawValue)')"
    }
  }
}
