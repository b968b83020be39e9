import Glibc
import WildixCore

/// A system call that failed, with what it was about.
public struct SystemError: Error, Equatable, Sendable {
  /// What could not be done.
  public var operation: SystemOperation
  public var subject: SystemSubject
  /// The error number (`errno`).
  public var code: Int32

  /// The failure of `operation` on `subject`.
  public init(_ operation: SystemOperation, _ subject: SystemSubject, code: Int32 = errno) {
    (self.operation, self.subject, self.code) = (operation, subject, code)
  }

  /// The failure of `operation` on the file, directory or command `path`.
  public init(_ operation: SystemOperation, _ path: String, code: Int32 = errno) {
    self.init(operation, .path(path), code: code)
  }

  /// The file or directory; empty where it was about none.
  public var path: String { if case .path(let path) = subject { path } else { "" } }

  /// The error number of a file that is not there.
  public static let noSuchFile = ENOENT

  /// True when the file, or a directory on the way to it, is not there.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// True when nobody reads the other end of a pipe any more.
  public var isClosedPipe: Bool { code == EPIPE }

  /// True when a lock is another's.
  public var isTaken: Bool { operation == .lock && code == EWOULDBLOCK }

  /// True when the file or its directory cannot be written by us, here or at all.
  public var isForbidden: Bool { code == EACCES || code == EPERM || code == EROFS }
}
