/// A date and time of day on a wall clock, in no zone.
public struct CivilTime: Equatable, Sendable {
  /// Seconds since 1970-01-01 00:00:00 on that clock.
  public var seconds: Int64

  /// The time that is `seconds` after 1970-01-01 00:00:00.
  public init(seconds: Int64) { self.seconds = seconds }

  /// A time by its parts; nil if there is no such date or time of day (30 February, 25:00).
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard (0...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let days = Self.daysFromEpoch(year: year, month: month, day: day)
    seconds = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Whole days since 1970-01-01.
  public var dayNumber: Int { Int(seconds.flooredQuotient(86_400)) }

  /// Seconds since midnight.
  public var secondOfDay: Int { Int(seconds - Int64(dayNumber) * 86_400) }

  /// 0 for Monday to 6 for Sunday.
  public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 }

  /// Year, month and day.
  public var date: (year: Int, month: Int, day: Int) {
    // Days are counted from 1 March of the year 0, so that the leap day ends a year (Howard Hinnant's algorithm).
    let shifted = dayNumber + 719_468
    let era = Int(Int64(shifted).flooredQuotient(146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// `HH:MM`.
  public var clock: String {
    "\(twoDigits(secondOfDay / 3600)):\(twoDigits(secondOfDay / 60 % 60))"
  }

  /// `YYYY-MM-DD`.
  public var day: String {
    let (year, month, day) = date
    return "\(fourDigits(year))-\(twoDigits(month))-\(twoDigits(day))"
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func daysFromEpoch(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Int(Int64(shiftedYear).flooredQuotient(400))
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Int64 {
  /// The quotient rounded down, where `/` rounds towards zero.
  func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

func fourDigits(_ value: Int) -> String { String(repeating: "0", count: max(0, 4 - "\(value)".count)) + "\(value)" }
