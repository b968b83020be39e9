/// A time zone's offsets from Greenwich, as a value: no system call behind it, the same in every thread.
public struct ZoneRules: Equatable, Sendable {
  /// From `instant` (seconds since 1970, UTC) on, clocks show UTC plus `offset` seconds.
  public struct Period: Equatable, Sendable {
    public var instant: Int64
    public var offset: Int64

    /// A period that begins at `instant`.
    public init(from instant: Int64, offset: Int64) {
      self.instant = instant
      self.offset = offset
    }
  }

  private let periods: [Period]

  /// A zone with these periods in order; the first one also holds for all times before it.
  public init(_ periods: [Period]) {
    self.periods = periods.isEmpty ? [Period(from: .min, offset: 0)] : periods
  }

  /// Greenwich time all year round.
  public static let utc = ZoneRules([])

  /// The same number for the same rules, in every process.
  public var fingerprint: UInt64 {
    periods.reduce(0) { ContentHash.combine($0, UInt64(bitPattern: $1.instant), UInt64(bitPattern: $1.offset)) }
  }

  /// The periods that hold from `first` until `last` (seconds since 1970), in order.
  public func periods(from first: Int64, until last: Int64) -> [Period] {
    let later = periods.filter { $0.instant > first && $0.instant <= last }
    return [Period(from: first, offset: offset(at: first))] + later
  }

  /// What clocks in the zone show at `instant`.
  public func clock(at instant: Int64) -> CivilTime { CivilTime(seconds: instant + offset(at: instant)) }

  /// Seconds east of Greenwich at `instant`.
  public func offset(at instant: Int64) -> Int64 {
    var (low, high) = (0, periods.count)
    while low < high {
      let middle = (low + high) / 2
      if periods[middle].instant <= instant { low = middle + 1 } else { high = middle }
    }
    return periods[max(0, low - 1)].offset
  }

  /// The instant at which clocks in the zone show `time`: the earlier of two where they were put back; where they
  /// were put forward past it, as if they had not been.
  public func instant(of time: CivilTime) -> Int64 {
    let before = offset(at: time.seconds - 86_400)
    let after = offset(at: time.seconds + 86_400)
    for offset in [before, after] where self.offset(at: time.seconds - offset) == offset {
      return time.seconds - offset
    }
    return time.seconds - before
  }
}
