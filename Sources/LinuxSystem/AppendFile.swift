import Glibc
import WildixCore

/// A file of lines that only grows. What a crash left of a line is closed when the next one comes.
public final class AppendFile {
  private let path: String
  private let descriptor: Int32

  /// Opens the file at `path`; a new one gets these permissions.
  public init(_ path: String, permissions: UInt32) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw SystemError(.write, path) }
  }

  deinit { close(descriptor) }

  /// What is known of the file.
  public func stamp() throws(SystemError) -> FileStamp {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemError(.read, path) }
    return FileStamp(info)
  }

  /// Appends whole lines, in one write.
  public func append(lines: [UInt8]) throws(SystemError) {
    let size = try stamp().size
    var last: UInt8 = 0
    let isTorn = size > 0 && pread(descriptor, &last, 1, Int(size) - 1) == 1 && last != UInt8(ascii: "\n")
    try writeAll(isTorn ? [UInt8(ascii: "\n")] + lines : lines, to: descriptor, of: .path(path))
  }
}
