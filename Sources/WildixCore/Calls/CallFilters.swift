/// The filters of a listing by the names that command line and HTTP give them.
public enum CallFilter: String, CaseIterable, Sendable {
  case id, since, until, from, to, number, poste, disposition, status
  case transferredTo = "transferred-to"
  case transferredBy = "transferred-by"
  case minDuration = "min-duration"
  case maxDuration = "max-duration"
  case search

  /// Whether several values mean one or the other.
  public var isRepeatable: Bool {
    switch self {
    case .since, .until, .minDuration, .maxDuration: false
    default: true
    }
  }
}

/// The value of a filter that cannot be understood.
public struct FilterFault: Error, Equatable, Sendable {
  public var filter: CallFilter
  public var value: String
}

extension CallQuery {
  /// The query that filters mean, as somebody wrote them, at `now` (seconds since 1970) for a reader in `zone`. Of a filter
  /// that is not repeatable the last value counts.
  public init(
    _ filters: [CallFilter: [String]], now: Int64, zone: @autoclosure () -> ZoneRules
  ) throws(FilterFault) {
    self.init()
    for (filter, values) in filters.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where !values.isEmpty {
      try take(filter, values, now, zone)
    }
  }

  private mutating func take(
    _ filter: CallFilter, _ values: [String], _ now: Int64, _ zone: () -> ZoneRules
  ) throws(FilterFault) {
    func each<Value>(_ read: (String) -> Value?) throws(FilterFault) -> [Value] {
      var result: [Value] = []
      for text in values {
        guard let value = read(text) else { throw FilterFault(filter: filter, value: text) }
        result.append(value)
      }
      return result
    }
    switch filter {
    case .id: ids = values.map(CallID.init)
    case .since:
      let zone = zone()
      since = try each { TimeExpression($0, now: now, zone: zone)?.first }.last
    case .until:
      let zone = zone()
      until = try each { TimeExpression($0, now: now, zone: zone)?.last }.last
    case .from: from = try each { NumberPattern($0) }
    case .to: to = try each { NumberPattern($0) }
    case .number: number = try each { NumberPattern($0) }
    case .poste: postes = values
    case .disposition: dispositions = try each(Disposition.init(name:))
    case .status: statuses = try each(CallStatus.init(rawValue:))
    case .transferredTo: transferredTo = values
    case .transferredBy: transferredBy = values
    case .minDuration: minDuration = try each(CallDuration.seconds).last
    case .maxDuration: maxDuration = try each(CallDuration.seconds).last
    case .search: search = try each { $0.contains { $0.isLetter || $0.isNumber } ? $0 : nil }
    }
  }
}

extension Disposition {
  /// The disposition called `name` where it is asked for.
  public init?(name: String) {
    guard let value = Self.named.first(where: { $0.name == name.lowercased() }) else { return nil }
    self = value
  }
}
