import CLinux
import Glibc
import WildixCore

/// A file that is written in full before anybody sees it, and then takes the place of an older one at once. Until then
/// it has no name: whatever ends the process leaves nothing behind.
public final class ReplacementFile {
  let path: String
  private let directory: String
  let descriptor: Int32
  var temporaryName: String?
  private let chosenName: String?
  private let isRegular: Bool

  /// Where to write.
  public let stream: OutputStream

  /// Begins a replacement of the file at `path` (a link stays one: what it points to is replaced). A new file gets
  /// `permissions` less the umask; an old one's are kept, with owner and group where we may give them. A device or pipe
  /// at `path` is simply written to. The file must have a name for the moment before it takes its place: a
  /// `temporaryName` of the caller's own, who keeps others off, is taken over if a crash has left it behind.
  public init(_ path: String, permissions: UInt32 = 0o666, temporaryName chosen: String? = nil) throws(SystemError) {
    let target = try Directory.destination(of: path)
    self.path = target
    directory = Directory.parent(of: target)
    chosenName = chosen.map { [directory] in "\(directory)/\($0)" }
    var info = stat()
    let exists = stat(target, &info) == 0
    if exists, info.st_mode & S_IFMT == S_IFDIR { throw SystemError(.write, path, code: EISDIR) }
    var isRegular = !exists || info.st_mode & S_IFMT == S_IFREG
    if let own = Self.ownDescriptor(path) {
      // Opened anew, it would be written from its start, over what is there.
      isRegular = false
      descriptor = dup(own)
    } else if !isRegular {
      descriptor = open(target, O_WRONLY | O_CLOEXEC)
    } else {
      if exists, access(target, W_OK) != 0 { throw SystemError(.write, path) }
      let (opened, name) = Self.openUnnamed(in: directory, permissions, chosenName)
      (descriptor, temporaryName) = (opened, name)
      if exists, opened >= 0 { Self.resemble(info, opened) }
    }
    self.isRegular = isRegular
    guard descriptor >= 0 else { throw SystemError(.write, path) }
    stream = OutputStream(descriptor: descriptor, subject: .path(path))
  }

  deinit {
    close(descriptor)
    if let temporaryName { unlink(temporaryName) }
  }

  /// The number of a stream that the process has open already, where `path` names one.
  private static func ownDescriptor(_ path: String) -> Int32? {
    if path == "/dev/stdout" { return 1 }
    if path == "/dev/stderr" { return 2 }
    for directory in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(directory) {
      return Int32(path.dropFirst(directory.count))
    }
    return nil
  }

  /// Gives the new file owner, group and permissions of the old one. Where the group cannot be kept, its bits would be
  /// another group's, and are taken away.
  private static func resemble(_ old: stat, _ descriptor: Int32) {
    if fchown(descriptor, old.st_uid, old.st_gid) != 0 { _ = fchown(descriptor, uid_t.max, old.st_gid) }
    var info = stat()
    let keepsGroup = fstat(descriptor, &info) == 0 && info.st_gid == old.st_gid
    fchmod(descriptor, old.st_mode & (keepsGroup ? 0o7777 : 0o7707))
  }

  private static func openUnnamed(
    in directory: String, _ permissions: UInt32, _ chosen: String?
  ) -> (Int32, String?) {
    let descriptor = open(directory, c_open_unnamed | O_RDWR | O_CLOEXEC, permissions)
    if descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) { return (descriptor, nil) }
    let name = chosen ?? temporaryName(in: directory)
    if chosen != nil { unlink(name) }
    return (open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, permissions), name)
  }

  private static func temporaryName(in directory: String) -> String {
    "\(directory)/.wildix-\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 36)).tmp"
  }

  /// Puts the file in its place, once its bytes are on the disk.
  public func commit() throws(SystemError) {
    try stream.flush()
    guard isRegular else { return }
    let name = try finished()
    guard rename(name, path) == 0 else { throw SystemError(.write, path) }
    temporaryName = nil
    settle()
  }

  /// Brings the bytes to the disk. Answers the name that the file has until it takes its place.
  func finished() throws(SystemError) -> String {
    try stream.flush()
    guard fsync(descriptor) == 0 else { throw SystemError(.write, path) }
    // Now that its times were asked for, a kernel that can gives the naming a later one than the writing, however soon
    // it comes: whoever writes into the file from then on can be told by the time.
    _ = try stamp()
    return try namedTemporary()
  }

  /// Takes away what is left over from the replacement, and brings the directory's names to the disk.
  public func settle() {
    if let temporaryName { unlink(temporaryName) }
    temporaryName = nil
    let parent = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    fsync(parent)
    close(parent)
  }

  func stamp() throws(SystemError) -> FileStamp {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemError(.read, path) }
    return FileStamp(info)
  }

  private func namedTemporary() throws(SystemError) -> String {
    if let temporaryName { return temporaryName }
    let name = chosenName ?? Self.temporaryName(in: directory)
    if chosenName != nil { unlink(name) }
    guard linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
      throw SystemError(.write, path)
    }
    temporaryName = name
    return name
  }
}
