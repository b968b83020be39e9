import Testing
import WildixCore

@Suite struct TimeTests {
  /// Paris in 2026: summer time from 29 March to 25 October.
  static let paris = ZoneRules([
    .init(from: 0, offset: 3600), .init(from: 1_774_746_000, offset: 7200), .init(from: 1_792_890_000, offset: 3600),
  ])
  /// Tuesday 2026-11-24 12:30:00 in Paris.
  static let now: Int64 = 1_795_519_800

  @Test(arguments: [
    ("now", 0, 0), ("-2h", -7200, -7200), ("7d", -604_800, -604_800), ("90s", -90, -90),
    ("today", -45_000, 41_399), ("yesterday", -131_400, -45_001), ("tuesday", -45_000, 41_399),
    ("Monday", -131_400, -45_001), ("wednesday", -563_400, -477_001), ("12:00", -1800, -1800),
    ("2026-11-24", -45_000, 41_399), ("2026-11-24 12:30", 0, 0), ("2026-11-24T12:30:00", 0, 0),
    ("2026-11-24T11:30:00Z", 0, 0), ("2026-11-24T13:30:00+02:00", 0, 0), ("2026-11-24 13:30 +0200", 0, 0),
    ("2026-11-24T11:30:00.123Z", 0, 0),
  ])
  func means(_ text: String, _ first: Int64, _ last: Int64) throws {
    let time = try #require(TimeExpression(text, now: Self.now, zone: Self.paris))
    #expect(time.first - Self.now == first)
    #expect(time.last - Self.now == last)
  }

  @Test(arguments: [
    "", "soon", "2026-13-01", "2026-02-30", "25:00", "12:60", "2h3", "-", "d", "2026-11-24 12", "12:00 13:00",
    "2026-11-24T12:00:00+9", "１２:00", "99999999999999999999d",
  ])
  func meansNothing(_ text: String) {
    #expect(TimeExpression(text, now: Self.now, zone: Self.paris) == nil)
  }

  @Test func aDayMayHave25Hours() throws {
    let day = try #require(TimeExpression("2026-10-25", now: Self.now, zone: Self.paris))
    #expect(day.last - day.first + 1 == 25 * 3600)
    let first = try #require(CivilTime(year: 2026, month: 10, day: 25, hour: 2, minute: 30))
    #expect(Self.paris.instant(of: first) == 1_792_888_200)
    let skipped = try #require(CivilTime(year: 2026, month: 3, day: 29, hour: 2, minute: 30))
    #expect(Self.paris.clock(at: Self.paris.instant(of: skipped)).clock == "03:30")
  }

  @Test func datesRoundTrip() throws {
    for day in stride(from: -800_000, through: 1_200_000, by: 997) {
      let (year, month, dayOfMonth) = CivilTime(seconds: Int64(day) * 86_400).date
      guard (0...9999).contains(year) else { continue }
      let back = try #require(CivilTime(year: year, month: month, day: dayOfMonth))
      #expect(back.dayNumber == day)
    }
    #expect(CivilTime(seconds: Self.now).weekday == 1)
  }

  @Test(arguments: [("90", 90), ("90s", 90), ("2m", 120), ("1h", 3600)])
  func durations(_ text: String, _ seconds: Int) { #expect(CallDuration.seconds(text) == seconds) }

  @Test(arguments: ["", "m", "-1", "1.5", "2d", "9999999999999"])
  func noDurations(_ text: String) { #expect(CallDuration.seconds(text) == nil) }
}
