/// Changes that come close together, and when to tell of them: a lone one nearly at once, since somebody waits for it;
/// more of them, or a file that is being written, when it has been quiet for a little, or in the end anyhow.
struct Burst {
  private static let lone: Int64 = 200_000
  private static let quiet: Int64 = 3_000_000
  private static let bound: Int64 = 50_000_000
  private static let quietWriting: Int64 = 10_000_000
  private static let boundWriting: Int64 = 1_000_000_000
  /// So long after telling, another change belongs to the same burst.
  private static let rest: Int64 = 10_000_000

  private let began: Int64
  /// Nanoseconds on the monotonic clock.
  let due: Int64

  /// The burst `earlier` with one more change, or one that begins now.
  init(following earlier: Burst?, isWriting: Bool, sinceLastTold: Int64, now: Int64 = DirectoryWatch.now()) {
    began = earlier?.began ?? now
    let isLone = earlier == nil && sinceLastTold > Self.rest
    let (quiet, bound) =
      isWriting ? (Self.quietWriting, Self.boundWriting) : (isLone ? Self.lone : Self.quiet, Self.bound)
    due = min(now + quiet, began + bound)
  }
}
