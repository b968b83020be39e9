/// The time, and waiting: what tests replace.
public struct WallClock: Sendable {
  /// Nanoseconds since 1970.
  public var nanoseconds: @Sendable () -> Int64
  /// Waits so many nanoseconds.
  public var sleep: @Sendable (Int64) -> Void

  /// The machine's.
  public static let system = WallClock(
    nanoseconds: { SystemClock.nanoseconds() }, sleep: { SystemClock.sleep(nanoseconds: $0) })

  /// A clock of one's own.
  public init(nanoseconds: @escaping @Sendable () -> Int64, sleep: @escaping @Sendable (Int64) -> Void) {
    self.nanoseconds = nanoseconds
    self.sleep = sleep
  }

  /// Seconds since 1970.
  public var seconds: Int64 { nanoseconds() / 1_000_000_000 }
}
