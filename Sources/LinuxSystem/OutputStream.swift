import Glibc

/// Bytes on their way to a descriptor, written in large pieces.
public final class OutputStream {
  private static let capacity = 256 << 10
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []

  /// A stream to an open descriptor that stays the caller's; `path` names it in errors.
  public init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    buffer.reserveCapacity(Self.capacity + 4096)
  }

  /// The process's standard output.
  public static func standardOutput() -> OutputStream { OutputStream(descriptor: 1, path: "standard output") }

  /// Adds `bytes`.
  public func write(_ bytes: some Collection<UInt8>) throws(SystemError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Adds one byte.
  public func write(_ byte: UInt8) { buffer.append(byte) }

  /// Adds a text as UTF-8.
  public func write(_ text: String) throws(SystemError) { try write(text.utf8) }

  /// Writes out what is still held back.
  public func flush() throws(SystemError) {
    var failure: SystemError?
    buffer.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count >= 0 {
          done += count
        } else if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        } else if errno != EINTR {
          failure = SystemError("write", path)
          return
        }
      }
    }
    buffer.removeAll(keepingCapacity: true)
    if let failure { throw failure }
  }
}
