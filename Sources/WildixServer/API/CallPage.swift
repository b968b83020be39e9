import WildixCore

/// One page of a listing: `{"calls":[…],"next":…}`.
struct CallPage: Sendable {
  private let query: CallQuery
  private let limit: Int
  /// Rows that were in earlier pages.
  private let skipped: Int

  init(_ parameters: CallParameters) {
    var query = parameters.query
    limit = parameters.limit
    switch parameters.after {
    case .first: skipped = 0
    case .rows(let rows): skipped = rows
    case .call(let position):
      skipped = 0
      query.after = position
    }
    // One more, to know whether there is a next page.
    query.limit = skipped + limit + 1
    self.query = query
  }

  /// A page that is so large ends, however few rows are in it.
  private static let mostBytes = 1 << 20

  func json(from store: any CallStore, for viewer: Viewer) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(limit * 1280)
    bytes += "{\"calls\":[".utf8
    var (rows, last, isWhole): (Int, CallPosition?, Bool) = (0, nil, true)
    try store.calls(query, for: viewer) { row in
      rows += 1
      guard rows > skipped else { return true }
      guard rows <= skipped + limit, last == nil || bytes.count < Self.mostBytes else {
        isWhole = false
        return false
      }
      if last != nil { bytes.append(UInt8(ascii: ",")) }
      row.appendJSON(to: &bytes)
      last = row.position
      return true
    }
    let next = isWhole ? nil : last.flatMap { mark(behind: $0, rows - 1) }?.text
    bytes += "],\"next\":\(next.map { "\"\($0)\"" } ?? "null")}".utf8
    return bytes
  }

  private func mark(behind last: CallPosition, _ rows: Int) -> PageMark? {
    guard query.order.field != nil else { return .call(last) }
    return rows <= PageMark.mostRows ? .rows(rows) : nil
  }
}

/// The views of the page, with how many calls are in each.
enum CallView: String, CaseIterable {
  case todo, received
  case transferredByMe = "transferred_by_me"
  case answered, all

  /// `query` narrowed to this view; nil if nothing can be in it.
  func query(_ query: CallQuery, for viewer: Viewer) -> CallQuery? {
    var query = query
    switch self {
    case .all: return query
    case .todo: return narrowed(query, .todo)
    case .received: return narrowed(query, .received)
    case .answered: return narrowed(query, .answered)
    case .transferredByMe:
      guard query.transferredBy.isEmpty || query.transferredBy.contains(viewer.username) else { return nil }
      query.transferredBy = [viewer.username]
      return query
    }
  }

  private func narrowed(_ query: CallQuery, _ status: CallStatus) -> CallQuery? {
    guard query.statuses.isEmpty || query.statuses.contains(status) else { return nil }
    var query = query
    query.statuses = [status]
    return query
  }

  static func counts(_ query: CallQuery, from store: any CallStore, for viewer: Viewer) throws -> [UInt8] {
    var counts: [CallView: Int] = [:]
    for view in allCases where view != .todo || !query.statuses.isEmpty {
      counts[view] = try view.query(query, for: viewer).map { try store.count($0, for: viewer) } ?? 0
    }
    if query.statuses.isEmpty {
      // All but those with a status that an enrichment gives: they are few, and counted without looking at all calls.
      var others = query
      others.statuses = CallStatus.allCases.filter { $0 != .todo }
      counts[.todo] = max(0, (counts[.all] ?? 0) - (try store.count(others, for: viewer)))
    }
    var json = JSONBuilder()
    json.open()
    for view in allCases { json.add(view.rawValue, counts[view] ?? 0) }
    json.close()
    return json.bytes
  }
}
