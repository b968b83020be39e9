import CLinux
import Dispatch
import Glibc
import Synchronization
import WildixCore

/// What a `DirectoryWatch` tells, for those who wait with `await`. Changes that come while nobody waits are one.
public struct DirectoryChanges: AsyncSequence, Sendable {
  /// Milliseconds.
  private static let gathering: Int64 = 12

  private let stream: AsyncStream<Void>

  /// Watches `files` in `directory` from now on, until nobody is iterating any more. `note` hears why, if changes
  /// cannot be heard of and the files are looked at once a second.
  public init(
    _ directory: String, files: [String], note: @escaping @Sendable (DirectoryWatch.PollingReason) -> Void = { _ in }
  ) throws(SystemError) {
    let stop = try Wake()
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    continuation.onTermination = { _ in stop.signal() }
    self.stream = stream
    let watch = Held(DirectoryWatch(directory, files: files, gathering: Self.gathering))
    // A thread of its own, since it sleeps in the kernel.
    DispatchQueue(label: "wildix.watch").async {
      watch.value.withLock { Self.run($0, until: stop, continuation, note) }
    }
  }

  private static func run(
    _ watch: DirectoryWatch, until stop: Wake, _ continuation: AsyncStream<Void>.Continuation,
    _ note: (DirectoryWatch.PollingReason) -> Void
  ) {
    var told: DirectoryWatch.PollingReason?
    repeat {
      if let reason = watch.pollingReason, reason != told {
        told = reason
        note(reason)
      }
      if watch.wait(alongside: stop.descriptor) == .other { return }
      continuation.yield()
    } while true
  }

  /// Takes the watch to its thread, which never lets it go.
  private final class Held: Sendable {
    let value: Mutex<DirectoryWatch>
    init(_ watch: sending DirectoryWatch) { value = Mutex(watch) }
  }

  public func makeAsyncIterator() -> AsyncStream<Void>.Iterator { stream.makeAsyncIterator() }
}

/// Something that can be waited for with `poll`, and that another thread lets happen.
final class Wake: Sendable {
  let descriptor: Int32

  init() throws(SystemError) {
    descriptor = c_event()
    guard descriptor >= 0 else { throw SystemError(.makeEvent, .event) }
  }

  deinit { close(descriptor) }

  func signal() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }
}
