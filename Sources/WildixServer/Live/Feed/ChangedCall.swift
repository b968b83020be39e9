import WildixCore

/// Something that happened to a call, before anybody is told.
struct ChangedCall: Sendable {
  let change: CallChange
  let id: CallID
  private let parties: CallParties?
  private let enrichment: EnrichmentSketch?

  init(_ change: CallChange) {
    self.change = change
    switch change {
    case .added(let row), .changed(let row):
      id = row.id
      parties = try? CallParties(record: row.record)
      enrichment = row.enrichment.flatMap { json in try? json.withUnsafeBufferPointer { try EnrichmentSketch(json: $0) }
      }
    case .removed(let id):
      self.id = id
      (parties, enrichment) = (nil, nil)
    }
  }

  /// The call as it is now; nil if it is gone.
  var row: CallRow? {
    switch change {
    case .added(let row), .changed(let row): row
    case .removed: nil
    }
  }

  /// Bytes that it keeps, roughly.
  var size: Int { 256 + (row.map { $0.record.count + ($0.enrichment?.count ?? 0) } ?? 0) }

  /// The call as `viewer` sees it; nil if it is gone or none of their business.
  func row(for viewer: Viewer) -> CallRow? {
    guard var row, let parties, Visibility.sees(viewer, parties, enrichment) else { return nil }
    row.status = CallStatus(of: enrichment, for: viewer)
    return row
  }
}

/// What one look at the calls found.
struct FeedStep: Sendable {
  /// Calls that changed, in the order to tell them in.
  var changes: [ChangedCall] = []
  /// So much changed that it is not told one by one: everybody had better look anew.
  var isFlood = false

  var isEmpty: Bool { changes.isEmpty && !isFlood }

  /// Changes that are kept one by one while nobody can be told.
  private static let most = 2_000

  /// What came next.
  mutating func add(_ next: FeedStep) {
    changes += next.changes
    if isFlood || next.isFlood || changes.count > Self.most { self = FeedStep(isFlood: true) }
  }
}
