/// Changes that come close together, and when to tell of them: a file that is put in its place whole at once, since
/// somebody waits for it; what follows, or a file that is being written, when it has been quiet for a little, or in the
/// end anyhow.
struct Burst {
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
  init(following earlier: Burst?, _ report: Inotify.Report, sinceLastTold: Int64, now: Int64 = DirectoryWatch.now()) {
    began = earlier?.began ?? now
    if earlier == nil, report.isPutInPlace, !report.isWriting, sinceLastTold > Self.rest {
      due = now
    } else if report.isWriting {
      due = min(now + Self.quietWriting, began + Self.boundWriting)
    } else {
      due = min(now + Self.quiet, began + Self.bound)
    }
  }
}
