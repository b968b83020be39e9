import Glibc
import WildixCore

/// What changes when a file's content does: where it is, how long, and when it was written.
public struct FileStamp: Equatable, Sendable {
  public var device: UInt64
  public var inode: UInt64
  public var size: Int64
  /// Nanoseconds since 1970 of the last change of the content.
  public var modified: Int64
  /// Nanoseconds since 1970 of the last change of content or attributes; no program can set it back.
  public var changed: Int64
  /// Owner's and group's numbers and the nine permission bits.
  public var owner: UInt32
  public var group: UInt32
  public var permissions: UInt32

  init(_ info: stat) {
    device = UInt64(info.st_dev)
    inode = UInt64(info.st_ino)
    size = Int64(info.st_size)
    modified = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
    changed = Int64(info.st_ctim.tv_sec) * 1_000_000_000 + Int64(info.st_ctim.tv_nsec)
    owner = info.st_uid
    group = info.st_gid
    permissions = info.st_mode & 0o777
  }

  /// The stamp of the file at `path`; nil if there is none.
  public static func of(_ path: String) throws(SystemError) -> FileStamp? {
    var info = stat()
    if stat(path, &info) == 0 { return FileStamp(info) }
    let error = SystemError(.read, path)
    guard error.isMissing else { throw error }
    return nil
  }

  /// As text, to be compared with a later one.
  public var text: String { "\(device):\(inode):\(size):\(modified):\(changed)" }
}
