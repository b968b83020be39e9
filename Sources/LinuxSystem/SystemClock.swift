import Glibc

/// The machine's clock.
public enum SystemClock {
  /// Nanoseconds since 1970.
  public static func nanoseconds() -> Int64 { nanoseconds(CLOCK_REALTIME) }

  /// Seconds since 1970.
  public static func seconds() -> Int64 { nanoseconds() / 1_000_000_000 }

  /// Nanoseconds since the machine began, which go on evenly whatever somebody sets the time to.
  public static func uptime() -> Int64 { nanoseconds(CLOCK_BOOTTIME) }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var now = timespec()
    clock_gettime(clock, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }

  /// Lets another thread run that waits for this one's processor, if there is one.
  public static func giveWay() { sched_yield() }

  /// Waits so many nanoseconds, however many signals come in between.
  public static func sleep(nanoseconds: Int64) {
    guard nanoseconds > 0 else { return }
    var rest = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    while true {
      var left = timespec()
      guard nanosleep(&rest, &left) != 0, errno == EINTR else { return }
      rest = left
    }
  }
}
