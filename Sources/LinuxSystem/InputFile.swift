import Glibc

/// A file open for reading. It stays the same file when another one takes its name.
public final class InputFile: Sendable {
  public let path: String
  private let descriptor: Int32

  /// Opens the file at `path`.
  public init(_ path: String) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError("read", path) }
  }

  deinit { close(descriptor) }

  /// What identifies the file's present content.
  public func stamp() throws(SystemError) -> FileStamp {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemError("read", path) }
    return FileStamp(info)
  }

  /// Reads what comes next; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw SystemError("read", path) }
    }
  }

  /// Reads `buffer.count` bytes from `offset` on, fewer only where the file ends.
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

  /// The whole content of a file.
  public static func contents(of path: String) throws(SystemError) -> [UInt8] {
    let file = try InputFile(path)
    let size = Int(try file.stamp().size)
    var bytes = [UInt8](repeating: 0, count: max(size + 1, 4096))
    var filled = 0
    while true {
      let count = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(SystemError) in
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled...])
        return try file.read(into: UnsafeMutableRawBufferPointer(rest))
      }
      if count == 0 { break }
      filled += count
      if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
