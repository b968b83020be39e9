/// Dates and times as enrichments have them.
public enum EnrichmentTime {
  /// Whether `text` is a date, dd/mm/yyyy.
  public static func isDate(_ text: String) -> Bool {
    guard let parts = parts(text, "/", [2, 2, 4]) else { return false }
    return CivilTime(year: parts[2], month: parts[1], day: parts[0]) != nil
  }

  /// Whether `text` is a time of day, HH:MM:SS.
  public static func isTime(_ text: String) -> Bool {
    guard let parts = parts(text, ":", [2, 2, 2]) else { return false }
    return parts[0] < 24 && parts[1] < 60 && parts[2] < 60
  }

  private static func parts(_ text: String, _ separator: Character, _ lengths: [Int]) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == lengths, parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else {
      return nil
    }
    return parts.compactMap { Int($0) }
  }

  /// `22/11/2026`.
  public static func date(_ time: CivilTime) -> String {
    let (year, month, day) = time.date
    return "\(twoDigits(day))/\(twoDigits(month))/\(fourDigits(year))"
  }

  /// `10:00:00`.
  public static func time(_ time: CivilTime) -> String { "\(time.clock):\(twoDigits(time.secondOfDay % 60))" }

  /// `2026-11-22T10:00:00+01:00`: an instant with the offset of a reader in `zone`.
  public static func stamp(_ instant: Int64, zone: ZoneRules) -> String {
    let local = zone.clock(at: instant)
    let minutes = Int(zone.offset(at: instant)) / 60
    let offset = "\(twoDigits(abs(minutes) / 60)):\(twoDigits(abs(minutes) % 60))"
    return "\(local.day)T\(time(local))\(minutes < 0 ? "-" : "+")\(offset)"
  }
}
