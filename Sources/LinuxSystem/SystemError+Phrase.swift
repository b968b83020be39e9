import Glibc
import WildixCore

extension SystemError {
  /// All of it: `cannot read /srv/calls: Permission denied`.
  public var phrase: Phrase { .cannot(operation, subject, reason) }

  /// Why: what has no words of ours is told in those of the C library.
  public var reason: Phrase {
    SystemReason(code: code).map(Phrase.reason) ?? Phrase(verbatim: String(cString: strerror(code)))
  }
}

extension SystemReason {
  fileprivate init?(code: Int32) {
    switch code {
    case ENOENT: self = .noSuchFile
    case EACCES: self = .noAccess
    case EPERM: self = .notPermitted
    case ENOSPC: self = .noSpace
    case EROFS: self = .readOnly
    case EISDIR: self = .isDirectory
    case ENOTDIR: self = .notDirectory
    case EEXIST: self = .exists
    case EIO: self = .badDevice
    case EDQUOT: self = .quota
    case EFBIG: self = .tooLarge
    case ELOOP: self = .links
    case ENAMETOOLONG: self = .nameTooLong
    case EMFILE: self = .openFiles
    case ENFILE: self = .openFilesOfAll
    case EBUSY: self = .busy
    case ETXTBSY: self = .executing
    case ENOMEM: self = .noMemory
    case ENXIO: self = .noDevice
    case ESTALE: self = .stale
    case ETIMEDOUT: self = .timedOut
    case EPIPE: self = .brokenPipe
    case EOPNOTSUPP: self = .unsupported
    case ENOTEMPTY: self = .notEmpty
    case ENOTTY: self = .noTerminal
    default: return nil
    }
  }
}
