import Glibc

/// A file that only grows: bytes are appended by one process and read at their offsets by any.
public final class PackFile: Sendable {
  public let path: String
  private let descriptor: Int32

  /// Opens the file at `path` for reading.
  public init(reading path: String) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError("read", path) }
  }

  /// Opens the file at `path` for appending; a new one gets these permissions.
  public init(appending path: String, permissions: UInt32) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw SystemError("write", path) }
  }

  deinit { close(descriptor) }

  /// Bytes in the file.
  public func size() throws(SystemError) -> Int64 {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemError("read", path) }
    return Int64(info.st_size)
  }

  /// Writes all of `bytes` at `offset`.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, Int(offset) + done)
      if count >= 0 { done += count } else if errno != EINTR { throw SystemError("write", path) }
    }
  }

  /// Reads up to `buffer.count` bytes at `offset`; fewer only where the file ends.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, Int(offset) + done)
      if count == 0 { break }
      if count > 0 { done += count } else if errno != EINTR { throw SystemError("read", path) }
    }
    return done
  }
}
