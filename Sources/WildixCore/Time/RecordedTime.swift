/// Times as the PBX records them: `start` is `YYYY-MM-DD HH:MM:SS` on a local clock, `timezone` that clock's offset.
public enum RecordedTime {
  /// The wall-clock time written in `bytes`; nil if they hold none. `T` between date and time is taken too.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> CivilTime? {
    guard bytes.count == 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let century = digits(bytes, 0), let year = digits(bytes, 2), let month = digits(bytes, 5),
      let day = digits(bytes, 8), let hour = digits(bytes, 11), let minute = digits(bytes, 14),
      let second = digits(bytes, 17)
    else { return nil }
    return CivilTime(
      year: century * 100 + year, month: month, day: day, hour: hour, minute: minute, second: second)
  }

  /// Seconds east of Greenwich written `+0200`, `+02:00` or `Z`; nil for anything else.
  public static func parseOffset(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    if bytes.count == 1, bytes[0] == UInt8(ascii: "Z") { return 0 }
    let minutes = bytes.count == 6 && bytes[3] == UInt8(ascii: ":") ? 4 : 3
    guard bytes.count == minutes + 2, let hour = digits(bytes, 1), let minute = digits(bytes, minutes), hour < 24,
      minute < 60
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60)
    switch bytes[0] {
    case UInt8(ascii: "+"): return seconds
    case UInt8(ascii: "-"): return -seconds
    default: return nil
    }
  }

  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    let (tens, ones) = (bytes[index], bytes[index + 1])
    guard 0x30...0x39 ~= tens, 0x30...0x39 ~= ones else { return nil }
    return Int(tens - 0x30) * 10 + Int(ones - 0x30)
  }
}
