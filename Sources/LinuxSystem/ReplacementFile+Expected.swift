import CLinux
import Glibc
import WildixCore

extension ReplacementFile {
  /// Puts the file in the place of the one that has the stamp `expected`, or of none if that is nil. Answers its stamp
  /// there; nil if something else is in that place by now, which stays. Others may write at any moment and know of no
  /// lock: therefore the two files change their names, and what then turns out to be another one gets its own back.
  /// The older file is not taken away yet, nor the directory brought to the disk: see `settle`.
  public func commit(over expected: FileStamp?) throws(SystemError) -> FileStamp? {
    let name = try finished()
    guard try FileStamp.of(path) == expected else { return nil }
    if let expected {
      guard try takePlace(name, of: expected) else { return nil }
    } else {
      guard try takeFreePlace(name) else { return nil }
      temporaryName = nil
    }
    return try stamp()
  }

  private func takeFreePlace(_ name: String) throws(SystemError) -> Bool {
    guard c_rename_to_free_name(name, path) != 0 else { return true }
    let code = errno
    // A link to nothing has the name too, and gives way.
    let present = try FileStamp.of(path)
    let isLink = code == EEXIST && present == nil
    if code == EEXIST, !isLink { return false }
    guard isLink || Self.isUnknown(code), rename(name, path) == 0 else { throw SystemError(.write, path) }
    return true
  }

  private func takePlace(_ name: String, of expected: FileStamp) throws(SystemError) -> Bool {
    guard c_exchange(name, path) == 0 else {
      guard errno != ENOENT else { return false }
      // A file system that cannot do so: then the moment since we looked remains.
      guard Self.isUnknown(errno), rename(name, path) == 0 else { throw SystemError(.write, path) }
      temporaryName = nil
      return true
    }
    let own = try stamp().inode
    var displaced = try FileStamp.of(name)
    // The older file has the temporary name now, and goes with it.
    if displaced?.hasContent(of: expected) == true { return true }
    // Back again, and once more should a third one have come in between.
    for _ in 0..<100 {
      guard c_exchange(name, path) == 0 else { break }
      displaced = try FileStamp.of(name)
      if displaced?.inode == own { break }
    }
    return false
  }

  private static func isUnknown(_ code: Int32) -> Bool { code == EINVAL || code == ENOSYS || code == EOPNOTSUPP }
}

extension FileStamp {
  /// Whether it is the same file with the same content; its names may have changed.
  fileprivate func hasContent(of other: FileStamp) -> Bool {
    device == other.device && inode == other.inode && size == other.size && modified == other.modified
  }
}
