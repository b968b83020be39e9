/// Durations as one types them and as tables show them.
public enum CallDuration {
  /// Seconds in `90`, `90s`, `2m` or `1h`; nil for anything else.
  public static func seconds(_ text: String) -> Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
    let unit = text.last.flatMap { units[$0] }
    guard let count = Int(unit == nil ? text[...] : text.dropLast()), (0..<1_000_000_000).contains(count) else {
      return nil
    }
    return count * (unit ?? 1)
  }

  /// `0:07`, `12:40`, `1:02:03`.
  public static func clock(_ seconds: Int) -> String {
    let (minutes, rest) = (seconds / 60, twoDigits(seconds % 60))
    return minutes < 60 ? "\(minutes):\(rest)" : "\(minutes / 60):\(twoDigits(minutes % 60)):\(rest)"
  }
}
