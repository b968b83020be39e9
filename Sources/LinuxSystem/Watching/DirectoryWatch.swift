import CLinux
import Glibc

/// Tells that something changed about some files of a directory; what, its user must look for. It hears of files
/// written in place, replaced, deleted and made again, whether they are links or not, and of the directory itself
/// being moved, deleted and made again. One for each thread that waits.
public final class DirectoryWatch {
  /// Why nothing can be heard, so that the files are looked at once a second.
  public enum PollingReason: Equatable, Sendable {
    /// The name of the network file system that they are on.
    case networkFileSystem(String)
    /// The user has no inotify watches or instances left.
    case noWatchesLeft
    /// What else the system said.
    case refused(SystemError)
  }

  /// How a wait ended.
  public enum Outcome: Equatable, Sendable {
    case changed, elapsed
    /// The other descriptor has something to read.
    case other
    /// Nobody reads any more what is written to the output.
    case readerGone
  }

  /// Nil while changes are heard of as they happen.
  public private(set) var pollingReason: PollingReason?
  private let paths: [String]
  private let gathering: Int64
  private var plan: WatchPlan
  private var inotify: Inotify?
  private var poller: StampPoller
  private var burst: Burst?
  private var lastTold: Int64 = .min / 2
  private var writing: Set<String> = []

  /// Watches `files` in `directory`, from now on: what happens before the first wait is told by it. What happens within
  /// `gathering` milliseconds is heard of together: being woken for each file that comes or goes has its price.
  public init(_ directory: String, files: [String], gathering: Int64 = 0) {
    paths = files.map { "\(directory)/\($0)" }
    self.gathering = gathering
    plan = WatchPlan(paths)
    poller = StampPoller(paths)
    watchAnew()
  }

  /// Waits for a change, so many milliseconds at most, or until there is something to read from `other`, or nobody at
  /// the other end of the pipe `output`.
  public func wait(milliseconds: Int64? = nil, alongside other: Int32 = -1, output: Int32 = -1) -> Outcome {
    let limit = milliseconds.map { Self.now() + $0 * 1_000_000 }
    while true {
      let due = inotify == nil ? poller.due : burst?.due
      var ready = [inotify?.descriptor ?? -1, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      ready.append(pollfd(fd: output, events: 0, revents: 0))
      Self.poll(&ready, until: [due, limit].compactMap(\.self).min())
      if ready[0].revents != 0 { hear() }
      if ready[1].revents != 0 { return .other }
      if ready[2].revents != 0 { return .readerGone }
      let now = Self.now()
      if inotify == nil {
        if poller.due <= now, poller.hasChanged(at: now) { return .changed }
      } else if let burst, burst.due <= now {
        self.burst = nil
        lastTold = now
        return .changed
      }
      if let limit, limit <= now { return .elapsed }
    }
  }

  private func hear() {
    if gathering > 0 { usleep(UInt32(gathering) * 1_000) }
    guard let report = inotify?.collect(writing: &writing), report.isRelevant else { return }
    if report.isMoved || report.isRenamed && WatchPlan(paths) != plan {
      watchAnew()
      writing = []
    }
    burst = Burst(following: burst, report, sinceLastTold: Self.now() - lastTold)
  }

  /// Watches what has to be watched now. The plan is made again after, until nothing has moved in between.
  private func watchAnew() {
    for _ in 0..<16 {
      inotify = nil
      plan = WatchPlan(paths)
      if let name = plan.fileDirectories.lazy.compactMap({ NetworkFileSystem.name(at: $0) }).first {
        return startPolling(.networkFileSystem(name))
      }
      do {
        inotify = try Inotify(plan)
      } catch {
        return startPolling([ENOSPC, EMFILE, ENFILE].contains(error.code) ? .noWatchesLeft : .refused(error))
      }
      if WatchPlan(paths) == plan { return }
    }
  }

  private func startPolling(_ reason: PollingReason) {
    pollingReason = reason
    poller = StampPoller(paths)
  }

  /// Nanoseconds of a clock that nobody sets.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  private static func poll(_ ready: inout [pollfd], until due: Int64?) {
    c_poll(&ready, UInt(ready.count), due.map { Int(max(0, $0 - now())) } ?? -1)
  }
}
