import Foundation
import LinuxSystem
import Testing

/// A directory of a test's own with one file in it that is watched.
final class WatchedDirectory {
  let root: String
  /// The directory that is watched, within `root`.
  let path: String
  var file: String { path + "/file" }

  init() throws {
    root = try #require(Directory.realPath(FileManager.default.temporaryDirectory.path)) + "/watch-\(UUID().uuidString)"
    path = root + "/data"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write("first")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func watch() -> DirectoryWatch { DirectoryWatch(path, files: ["file", "other"]) }

  func write(_ text: String, to path: String? = nil) throws {
    try text.write(toFile: path ?? file, atomically: false, encoding: .utf8)
  }

  func replace(with text: String, at path: String? = nil) throws {
    try write(text, to: root + "/new")
    guard rename(root + "/new", path ?? file) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func run(_ program: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

extension DirectoryWatch {
  /// Whether a change is told, now or soon.
  func hears() -> Bool { wait(milliseconds: 2000) == .changed }

  /// Whether nothing is told.
  func isQuiet() -> Bool { wait(milliseconds: 100) == .elapsed }

  /// Takes what is still to be told.
  func settle() {
    while wait(milliseconds: 60) == .changed {}
  }
}
