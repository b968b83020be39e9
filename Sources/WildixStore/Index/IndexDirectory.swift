import LinuxSystem
import WildixCore

/// Where an index lives: `.wildix` in the data directory, or, where we may not write there, a directory of the
/// user's own cache.
struct IndexDirectory {
  var path: String

  var database: String { path + "/index.db" }
  var lock: String { path + "/lock" }
  func pack(_ name: String) -> String { path + "/" + name }

  /// The directory for `data`, made if it is missing.
  init(data: String, cache: String) throws {
    let beside = data + "/.wildix"
    if try Self.isUsable(beside, in: data) {
      path = beside
      return
    }
    let real = Array((Directory.realPath(data) ?? data).utf8)
    let name = real.withUnsafeBufferPointer { String(ContentHash.of($0), radix: 16) }
    path = "\(cache)/\(name)"
    try Directory.makePrivate(path)
  }

  /// Whether an index can be kept in `path`, which is made if it is missing.
  static func isUsable(_ path: String, in data: String) throws -> Bool {
    // It may be deleted at any time, between our steps too.
    var attemptsLeft = 10
    while !Directory.exists(path) {
      guard Directory.isWritable(data), let stamp = try FileStamp.of(data) else { return false }
      do {
        try Directory.make(path, permissions: stamp.permissions)
        try Directory.restrict(path, to: stamp.permissions, group: stamp.group)
      } catch {
        attemptsLeft -= 1
        if error.isForbidden { return false }
        guard error.isMissing, attemptsLeft > 0 else { throw error }
      }
    }
    let files = [path + "/index.db", path + "/lock"]
    return Directory.isWritable(path) && files.allSatisfy { !Directory.exists($0) || Directory.isWritableFile($0) }
  }

  /// The files of an index may be read by whom all of its sources may be read by, and by nobody else.
  static func permissions(for sources: [FileStamp]) -> UInt32 {
    sources.reduce(0o666) { $0 & $1.permissions } | 0o600
  }
}
