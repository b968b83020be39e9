import Glibc
import WildixCore

/// A file that only grows: bytes are appended by one process and read at their offsets by any.
public final class PackFile: Sendable {
  public let path: String
  private let descriptor: Int32

  /// Opens the file at `path` for reading.
  public init(reading path: String) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(.read, path) }
  }

  /// Opens the file at `path` for appending; a new one gets these permissions.
  public init(appending path: String, permissions: UInt32) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw SystemError(.write, path) }
  }

  deinit { close(descriptor) }

  /// Bytes in the file.
  public func size() throws(SystemError) -> Int64 {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemError(.read, path) }
    return Int64(info.st_size)
  }

  /// Writes all of `bytes` at `offset`.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, Int(offset) + done)
      if count >= 0 { done += count } else if errno != EINTR { throw SystemError(.write, path) }
    }
  }

  /// The `count` bytes at `offset`; fewer only where the file ends.
  public func bytes(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, Int(offset) + filled)
        if got == 0 { break }
        if got > 0 {
          filled += got
        } else if errno != EINTR {
          failure = SystemError(.read, path)
          break
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
