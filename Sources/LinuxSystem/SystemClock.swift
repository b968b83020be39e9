import Glibc

/// The machine's clock.
public enum SystemClock {
  /// Nanoseconds since 1970.
  public static func nanoseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }

  /// Seconds since 1970.
  public static func seconds() -> Int64 { nanoseconds() / 1_000_000_000 }
}
