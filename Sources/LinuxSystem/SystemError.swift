import Glibc

/// A system call that failed, with what it was about.
public struct SystemError: Error, Equatable, Sendable {
  /// What could not be done.
  public var operation: Operation
  public var path: String
  /// The error number (`errno`).
  public var code: Int32

  /// A verb that goes before a path: "read", "write".
  public struct Operation: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let description: String
    public init(stringLiteral text: String) { description = text }

    public static let read: Operation = "read"
  }

  /// The failure of `operation` on `path`.
  public init(_ operation: Operation, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The error number of a file that is not there.
  public static let noSuchFile = ENOENT

  /// What the system says of it: "Permission denied".
  public var reason: String { String(cString: strerror(code)) }

  /// True when the file, or a directory on the way to it, is not there.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// True when nobody reads the other end of a pipe any more.
  public var isClosedPipe: Bool { code == EPIPE }

  /// True when the file or its directory cannot be written by us, here or at all.
  public var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
}
