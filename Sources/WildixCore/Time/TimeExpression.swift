/// Times as one types them: `2026-11-22`, `2026-11-22 14:30`, ISO 8601, `14:30`, `now`, `today`, `yesterday`,
/// `monday`, `-2h`, `7d`.
public struct TimeExpression: Equatable, Sendable {
  /// The first second meant, since 1970, UTC.
  public let first: Int64
  /// The last second meant: the same, or the day's last one where only a day was named.
  public let last: Int64

  /// What `text` means at `now` for a reader in `zone`; nil if it means nothing.
  public init?(_ text: String, now: Int64, zone: ZoneRules) {
    let word = text.lowercased().trimmingSpaces
    let today = zone.clock(at: now).dayNumber
    switch word {
    case "now": self.init(instant: now)
    case "today": self.init(day: today, zone: zone)
    case "yesterday": self.init(day: today - 1, zone: zone)
    default:
      if let weekday = Self.weekdays.firstIndex(of: word) {
        let back = (zone.clock(at: now).weekday - weekday + 7) % 7
        self.init(day: today - back, zone: zone)
      } else if let distance = Self.distance(word) {
        self.init(instant: now - distance)
      } else {
        self.init(written: text.trimmingSpaces, today: today, zone: zone)
      }
    }
  }

  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  private init(instant: Int64) { (first, last) = (instant, instant) }

  private init(day: Int, zone: ZoneRules) {
    first = zone.instant(of: CivilTime(seconds: Int64(day) * 86_400))
    last = zone.instant(of: CivilTime(seconds: Int64(day + 1) * 86_400)) - 1
  }

  /// `2h`, `-2h`, `7d`, `1w`, `30m`, `90s`: that long ago, in seconds.
  private static func distance(_ word: String) -> Int64? {
    let digits = word.hasPrefix("-") ? word.dropFirst() : word[...]
    guard let last = digits.last, let unit = units[last], let count = Int64(digits.dropLast()), count >= 0,
      count < 1_000_000
    else { return nil }
    return count * unit
  }

  private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]

  /// A date, a time of day, or both with or without an offset.
  private init?(written text: String, today: Int, zone: ZoneRules) {
    var parts = text.split(whereSeparator: { $0 == " " || $0 == "T" || $0 == "t" }).map(String.init)
    guard (1...3).contains(parts.count) else { return nil }
    var day = today
    var hasDate = false
    if let date = Self.date(parts[0]) {
      day = date.dayNumber
      hasDate = true
      parts.removeFirst()
    }
    if parts.isEmpty {
      self.init(day: day, zone: zone)
      return
    }
    var clock = parts.removeFirst()
    var offset: Int64?
    if hasDate {
      let suffix = parts.first ?? Self.offsetSuffix(&clock)
      if !suffix.isEmpty {
        guard let seconds = Self.offset(suffix) else { return nil }
        offset = seconds
      }
    } else if !parts.isEmpty {
      return nil
    }
    guard let second = Self.secondOfDay(clock) else { return nil }
    let time = CivilTime(seconds: Int64(day) * 86_400 + second)
    self.init(instant: offset.map { time.seconds - $0 } ?? zone.instant(of: time))
  }

  private static func date(_ text: String) -> CivilTime? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = number(parts[0]), let month = number(parts[1]),
      let day = number(parts[2])
    else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  /// Takes `Z`, `+02:00` or `-0400` off the end of a time of day.
  private static func offsetSuffix(_ clock: inout String) -> String {
    guard let start = clock.firstIndex(where: { "zZ+-".contains($0) }) else { return "" }
    let suffix = String(clock[start...]).uppercased()
    clock = String(clock[..<start])
    return suffix
  }

  private static func offset(_ text: String) -> Int64? {
    let padded = text.count == 3 ? text + "00" : text.uppercased()
    return Array(padded.utf8).withUnsafeBufferPointer(RecordedTime.parseOffset)
  }

  /// `14:30`, `14:30:05`, `14:30:05.123`: fractions are dropped.
  private static func secondOfDay(_ text: String) -> Int64? {
    let whole = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let parts = whole.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = number(parts[0]), let minute = number(parts[1]),
      let second = parts.count == 3 ? number(parts[2]) : 0, hour < 24, minute < 60, second < 60
    else { return nil }
    return Int64(hour * 3600 + minute * 60 + second)
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(text)
  }
}

extension String {
  var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
