import LinuxSystem

/// The lock of whoever saves. It is always beside the data, where every process that saves there looks for it; the
/// file's own would not do, since a save puts another file in its place.
enum SaveLock {
  /// A save takes less than a second.
  private static let patienceSeconds = 10

  static func acquire(data: String) throws -> FileLock {
    let directory = data + "/.wildix"
    let path = directory + "/save.lock"
    // It may have been deleted at any time; what stands in the way of making it anew, the lock will tell.
    _ = try? IndexDirectory.isUsable(directory, in: data)
    do {
      let lock = try FileLock(path, permissions: 0o600, patience: Int64(patienceSeconds) * 1_000)
      if let above = try FileStamp.of(directory), let stamp = try FileStamp.of(path),
        stamp.permissions != above.permissions & 0o666
      {
        // Whoever may make files in there may save. Another user's lock was made under the same rule.
        try? Directory.restrict(path, to: above.permissions & 0o666, group: above.group)
      }
      return lock
    } catch {
      if error.isTaken { throw SaveFailure.locked(file: path, seconds: patienceSeconds) }
      throw SaveFailure.noLock(error)
    }
  }
}
