import Glibc
import WildixCore

/// Standard input.
public final class StandardInput {
  private let descriptor: Int32
  private var pending: ArraySlice<UInt8> = []

  /// True if a person is typing.
  public let isTerminal: Bool

  /// The process's own.
  public convenience init() { self.init(descriptor: 0) }

  /// The input at this descriptor.
  public init(descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// The next line, without its end; nil at the end of the input.
  public func line() throws(SystemError) -> [UInt8]? {
    var line: [UInt8] = []
    repeat {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        line += pending[..<end]
        pending = pending[(end + 1)...]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
      }
      line += pending
    } while try fill()
    return line.isEmpty ? nil : line
  }

  /// All that is left.
  public func all() throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    repeat { bytes += pending } while try fill()
    return bytes
  }

  /// Reads more in place of `pending`; false at the end.
  private func fill() throws(SystemError) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var count = 0
    repeat {
      count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw SystemError(.read, .standardInput) }
    pending = buffer[..<count]
    return count > 0
  }
}
