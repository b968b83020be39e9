import Glibc
import WildixCore

/// An exclusive lock on a file of its own, held until it is released or the process ends, however it ends.
public final class FileLock: Sendable {
  private let descriptor: Int32

  /// Waits for the lock on the file at `path`, which is made with these permissions if it is missing. With `patience`
  /// for so many milliseconds at most: then a `SystemError` that `isTaken`.
  public init(_ path: String, permissions: UInt32, patience: Int64? = nil) throws(SystemError) {
    let limit = patience.map { SystemClock.nanoseconds() + $0 * 1_000_000 }
    while true {
      let opened = try Self.locked(path, permissions, until: limit)
      // The file may have been deleted while we waited: others would lock another one.
      var (own, present) = (stat(), stat())
      if fstat(opened, &own) == 0, stat(path, &present) == 0, own.st_ino == present.st_ino, own.st_dev == present.st_dev
      {
        descriptor = opened
        return
      }
      close(opened)
    }
  }

  private static func locked(
    _ path: String, _ permissions: UInt32, until limit: Int64?
  ) throws(SystemError) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw SystemError(.lock, path) }
    var pause: UInt32 = 250
    while flock(descriptor, limit == nil ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK, let limit, SystemClock.nanoseconds() < limit {
        // Not all at the same moment again.
        usleep(UInt32.random(in: pause / 2...pause))
        pause = min(pause * 2, 8_000)
        continue
      }
      guard errno == EINTR else {
        let error = SystemError(.lock, path)
        close(descriptor)
        throw error
      }
    }
    return descriptor
  }

  deinit { close(descriptor) }

  /// Keeps the lock until here.
  public func release() { flock(descriptor, LOCK_UN) }
}
