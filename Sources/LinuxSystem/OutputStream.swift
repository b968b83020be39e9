import CLinux
import Glibc
import WildixCore

/// Standard output, standard error or a file being written. Bytes are collected until there are many, or `flush` is
/// called.
public final class OutputStream {
  private static let capacity = 256 << 10
  private let descriptor: Int32
  private let subject: SystemSubject
  private var pending: [UInt8] = []
  private var isWide = false

  /// True if a person may be looking.
  public let isTerminal: Bool

  /// The stream of an open descriptor, which stays the caller's; `subject` is for error messages.
  public init(descriptor: Int32, subject: SystemSubject) {
    self.descriptor = descriptor
    self.subject = subject
    isTerminal = isatty(descriptor) == 1
  }

  /// The process's standard output.
  public static func standardOutput() -> OutputStream {
    OutputStream(descriptor: 1, subject: .standardOutput)
  }

  /// The process's standard error.
  public static func standardError() -> OutputStream {
    OutputStream(descriptor: 2, subject: .standardError)
  }

  /// Writes `bytes`, now or soon.
  public func write(_ bytes: some Collection<UInt8>) throws(SystemError) {
    pending.append(contentsOf: bytes)
    if pending.count >= Self.capacity { try flush() }
  }

  /// Writes `bytes` from where they are, if they are many.
  public func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(SystemError) {
    guard bytes.count >= Self.capacity else {
      pending.append(contentsOf: bytes)
      if pending.count >= Self.capacity { try flush() }
      return
    }
    try flush()
    widen()
    try writeAll(bytes, to: descriptor, of: subject)
  }

  /// Writes one byte, soon.
  public func write(_ byte: UInt8) { pending.append(byte) }

  /// Writes `text`, now or soon.
  public func write(_ text: String) throws(SystemError) { try write(text.utf8) }

  /// Writes what was collected.
  public func flush() throws(SystemError) {
    // Given up for lost if they cannot be written: a second attempt would fail the same way, or write them twice.
    defer { pending.removeAll(keepingCapacity: true) }
    if pending.count >= Self.capacity { widen() }
    try writeAll(pending, to: descriptor, of: subject)
  }

  /// Gives a pipe the room for what is written at once, where there is much: else writer and reader wait for each other at
  /// every 64 KiB. What is no pipe, or may not become wider, stays as it is.
  private func widen() {
    guard !isWide else { return }
    isWide = true
    c_widen_pipe(descriptor, Int32(4 * Self.capacity))
  }
}

/// Writes all of `bytes`, however many calls it takes.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, of subject: SystemSubject) throws(SystemError) {
  try bytes.withUnsafeBufferPointer { (buffer) throws(SystemError) in
    try writeAll(buffer, to: descriptor, of: subject)
  }
}

private func writeAll(
  _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32, of subject: SystemSubject
) throws(SystemError) {
  var done = 0
  while done < bytes.count {
    let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
    if count >= 0 {
      done += count
    } else if errno == EAGAIN {  // a pipe that somebody made non-blocking
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&ready, 1, -1)
    } else if errno != EINTR {
      throw SystemError(.write, subject)
    }
  }
}
