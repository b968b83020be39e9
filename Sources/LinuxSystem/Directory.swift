import Glibc
import WildixCore

/// Directories and the names in them.
public enum Directory {
  /// Makes the directory at `path` with exactly these permissions; one that is there stays as it is.
  public static func make(_ path: String, permissions: UInt32) throws(SystemError) {
    if mkdir(path, permissions) == 0 {
      // The umask may have taken more away; what others may do is decided by the caller alone.
      chmod(path, permissions)
      return
    }
    guard errno == EEXIST else { throw SystemError(.makeDirectory, path) }
  }

  /// Makes the directory at `path` and those above it, all for the owner alone.
  public static func makePrivate(_ path: String) throws(SystemError) {
    var info = stat()
    if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makePrivate(String(path[..<slash])) }
    try make(path, permissions: 0o700)
  }

  /// Whether we may make, rename and delete files in `path`.
  public static func isWritable(_ path: String) -> Bool { access(path, W_OK | X_OK) == 0 }

  /// Whether we may write into the file at `path`.
  public static func isWritableFile(_ path: String) -> Bool { access(path, R_OK | W_OK) == 0 }

  /// Whether there is something called `path`.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether `path` begins at the root. A slash is a byte, whatever letter the next name's first mark makes of it.
  static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

  /// The directory that `path` is in.
  public static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Where links on `path` lead; nothing need be there yet.
  public static func destination(of path: String) throws(SystemError) -> String {
    if let real = realPath(path) { return real }
    var path = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &buffer, buffer.count)
      guard count >= 0 else { return path }
      let link = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
      path = isAbsolute(link) ? link : parent(of: path) + "/" + link
    }
    throw SystemError(.followLinks, path, code: ELOOP)
  }

  /// The last name in `path`.
  public static func name(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// The path without links and dots; nil if nothing is there.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Deletes the file at `path`, if it is there.
  public static func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw SystemError(.delete, path) }
  }

  /// Gives the file at `path` another name, in place of what had that name.
  public static func rename(_ path: String, to other: String) throws(SystemError) {
    guard Glibc.rename(path, other) == 0 else { throw SystemError(.rename, other) }
  }

  /// Names of the files in `path`.
  public static func names(in path: String) throws(SystemError) -> [String] {
    guard let stream = opendir(path) else { throw SystemError(.list, path) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Gives the file at `path` these permissions and, where we may, this group; without the group its bits are taken
  /// away, so that nobody reads it who could not read what it was made from.
  public static func restrict(_ path: String, to permissions: UInt32, group: UInt32) throws(SystemError) {
    var info = stat()
    guard stat(path, &info) == 0 else { throw SystemError(.read, path) }
    let isInGroup = info.st_gid == group || chown(path, uid_t.max, group) == 0
    guard chmod(path, isInGroup ? permissions : permissions & 0o707) == 0 else {
      throw SystemError(.setPermissions, path)
    }
  }
}
