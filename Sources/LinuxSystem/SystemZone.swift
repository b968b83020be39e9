import Glibc
import WildixCore

/// The time zones that a process has: the reader's own (`TZ`, else the machine's) and the machine's.
public enum SystemZone {
  /// The zone that the environment names, else the machine's.
  public static func reader() -> ZoneRules {
    tzset()
    return rules()
  }

  /// The machine's zone (`/etc/localtime`), whatever `TZ` says. To be asked for before other threads run: the C
  /// library can only be asked about one zone at a time, by way of the environment.
  public static func machine() -> ZoneRules {
    guard let own = getenv("TZ").map({ String(cString: $0) }) else { return reader() }
    setenv("TZ", ":/etc/localtime", 1)
    tzset()
    defer {
      setenv("TZ", own, 1)
      tzset()
    }
    return rules()
  }

  /// The zone's changes from 1970 to 2100, found by looking every two weeks and halving where the offset differs.
  private static func rules() -> ZoneRules {
    let step: Int64 = 14 * 86_400
    let end: Int64 = 130 * 365 * 86_400
    var periods = [ZoneRules.Period(from: 0, offset: offset(at: 0))]
    var instant: Int64 = 0
    while instant < end {
      let next = instant + step
      let known = periods[periods.count - 1].offset
      if offset(at: next) != known { periods.append(firstChange(from: known, after: instant, until: next)) }
      instant = next
    }
    return ZoneRules(periods)
  }

  private static func firstChange(from known: Int64, after low: Int64, until high: Int64) -> ZoneRules.Period {
    var (low, high) = (low, high)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(at: middle) == known { low = middle } else { high = middle }
    }
    return ZoneRules.Period(from: high, offset: offset(at: high))
  }

  private static func offset(at instant: Int64) -> Int64 {
    var time = time_t(instant)
    var parts = tm()
    localtime_r(&time, &parts)
    return Int64(parts.tm_gmtoff)
  }
}
