import LinuxSystem
import WildixCore

/// Where the session of one data directory is kept between commands.
struct SessionFile {
  private let directory: String
  private let path: String

  /// The file for the data directory `data`, however its path is written.
  init(_ context: Context, data: String) {
    directory = context.environment.stateDirectory
    let real = Array((Directory.realPath(data) ?? data).utf8)
    path = "\(directory)/session-\(real.withUnsafeBufferPointer { String(ContentHash.of($0), radix: 16) })"
  }

  /// The session's token; nil if there is no session.
  func read() throws -> String? {
    do {
      let bytes = try InputFile.contents(of: path)
      let token = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      return token.isEmpty ? nil : token
    } catch {
      guard error.isMissing else { throw error }
      return nil
    }
  }

  /// Keeps the token, for nobody else to read.
  func write(_ token: String) throws {
    try Directory.makePrivate(directory)
    if let stamp = try FileStamp.of(directory), stamp.permissions != 0o700 {
      try Directory.restrict(directory, to: 0o700, group: stamp.group)
    }
    // A former file is not written over: it would keep its permissions, whatever those are.
    try remove()
    let file = try ReplacementFile(path, permissions: 0o600)
    try file.stream.write(token + "\n")
    try file.commit()
  }

  /// Forgets the session.
  func remove() throws { try Directory.remove(path) }
}
