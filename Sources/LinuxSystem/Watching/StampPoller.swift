/// Looks at the stamps of files once a second.
struct StampPoller {
  private static let interval: Int64 = 1_000_000_000
  private let paths: [String]
  private var stamps: [FileStamp?]
  private var hasEcho = false
  /// When to look next, in nanoseconds on the monotonic clock.
  private(set) var due: Int64

  init(_ paths: [String]) {
    self.paths = paths
    stamps = Self.stamps(paths)
    due = DirectoryWatch.now() + Self.interval
  }

  /// Looks. A change is told again the next time: another one within the same tick of the file's clock would not show.
  mutating func hasChanged(at now: Int64) -> Bool {
    due = now + Self.interval
    let present = Self.stamps(paths)
    let isOther = present != stamps
    defer { hasEcho = isOther }
    stamps = present
    return isOther || hasEcho
  }

  private static func stamps(_ paths: [String]) -> [FileStamp?] {
    paths.map { try? FileStamp.of($0) }
  }
}
