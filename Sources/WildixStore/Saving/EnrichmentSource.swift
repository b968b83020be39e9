import LinuxSystem
import WildixCore

/// The enrichment file as it is read for a save.
struct EnrichmentSource {
  /// Nil if there is no file.
  var stamp: FileStamp?
  var bytes: [UInt8]

  init(_ path: String) throws {
    do {
      let file = try InputFile(path)
      stamp = try file.stamp()
      bytes = try file.contents()
    } catch {
      guard error.isMissing else { throw error }
      (stamp, bytes) = (nil, [])
    }
  }
}
