import Glibc
import WildixCore

/// A file open for reading. It stays the same file when another one takes its name.
public final class InputFile: Sendable {
  public let path: String
  private let descriptor: Int32

  /// Opens the file at `path`.
  public init(_ path: String) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(.read, path) }
  }

  deinit { close(descriptor) }

  /// What identifies the file's present content.
  public func stamp() throws(SystemError) -> FileStamp {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemError(.read, path) }
    return FileStamp(info)
  }

  /// Reads what comes next; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw SystemError(.read, path) }
    }
  }

  /// Reads `buffer.count` bytes from `offset` on, fewer only where the file ends.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, Int(offset) + done)
      if count == 0 { break }
      if count > 0 { done += count } else if errno != EINTR { throw SystemError(.read, path) }
    }
    return done
  }

  /// The whole content of a file.
  public static func contents(of path: String) throws(SystemError) -> [UInt8] { try InputFile(path).contents() }

  /// The content from here to the file's end.
  public func contents() throws(SystemError) -> [UInt8] {
    // One byte more, so that the end is seen without another turn.
    let expected = max(Int(try stamp().size) + 1, 4096)
    var bytes = try chunk(expected)
    var isFull = bytes.count == expected
    while isFull {
      let size = bytes.count
      bytes += try chunk(size)
      isFull = bytes.count == 2 * size
    }
    return bytes
  }

  /// The next `count` bytes, fewer only where the file ends.
  private func chunk(_ count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(SystemError) {
        while filled < count {
          let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled..<count])
          let got = try read(into: UnsafeMutableRawBufferPointer(rest))
          if got == 0 { break }
          filled += got
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
