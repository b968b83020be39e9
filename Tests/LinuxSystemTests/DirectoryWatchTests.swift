import Foundation
import Testing

@testable import LinuxSystem

/// Whatever happens to a file, its directory or the way there is told, and nothing else is.
@Suite struct DirectoryWatchTests {
  private func check(_ change: (WatchedDirectory) throws -> Void, setUp: (WatchedDirectory) throws -> Void = { _ in })
    throws
  {
    let directory = try WatchedDirectory()
    try setUp(directory)
    let watch = directory.watch()
    #expect(watch.pollingReason == nil)
    #expect(watch.isQuiet())
    try change(directory)
    #expect(watch.hears())
    watch.settle()
    // The watch is on what stands there now.
    try directory.write("after")
    #expect(watch.hears())
  }

  @Test func writtenInPlace() throws { try check { try $0.write("second") } }
  @Test func replaced() throws { try check { try $0.replace(with: "second") } }
  @Test func deleted() throws { try check { try FileManager.default.removeItem(atPath: $0.file) } }
  @Test func attributes() throws { try check { #expect(chmod($0.file, 0o600) == 0) } }
  @Test func linked() throws { try check { #expect(link($0.file, $0.path + "/other") == 0) } }
  @Test func directoryMovedAway() throws {
    try check {
      #expect(rename($0.path, $0.root + "/away") == 0)
      #expect(rename($0.root + "/away", $0.path) == 0)
    }
  }
  @Test func rootMovedAway() throws {
    try check {
      #expect(rename($0.root, $0.root + "-away") == 0)
      #expect(rename($0.root + "-away", $0.root) == 0)
    }
  }

  @Test func writingThatIsNotEnded() throws {
    let directory = try WatchedDirectory()
    let watch = directory.watch()
    let file = try #require(FileHandle(forWritingAtPath: directory.file))
    for _ in 0..<3 {
      try file.write(contentsOf: Data("more".utf8))
      #expect(watch.hears())
    }
    try file.close()
  }

  @Test func directoryDeletedAndMadeAgain() throws {
    let directory = try WatchedDirectory()
    let watch = directory.watch()
    for _ in 0..<5 {
      try FileManager.default.removeItem(atPath: directory.root)
      #expect(watch.hears())
      watch.settle()
      try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: true)
      #expect(watch.hears())
      watch.settle()
      try directory.write("again")
      #expect(watch.hears())
      watch.settle()
    }
  }

  @Test func directoryReplacedByAnother() throws {
    let directory = try WatchedDirectory()
    try FileManager.default.createDirectory(atPath: directory.root + "/next", withIntermediateDirectories: true)
    let watch = directory.watch()
    #expect(rename(directory.path, directory.root + "/former") == 0)
    #expect(rename(directory.root + "/next", directory.path) == 0)
    #expect(watch.hears())
    watch.settle()
    try directory.write("former", to: directory.root + "/former/file")
    #expect(watch.isQuiet())
    try directory.write("next")
    #expect(watch.hears())
  }

  @Test func linkedFile() throws {
    let directory = try WatchedDirectory()
    let places = ["one", "two"].map { "\(directory.root)/\($0)" }
    for place in places {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      try directory.write("target", to: place + "/target")
    }
    try FileManager.default.removeItem(atPath: directory.file)
    #expect(symlink("../one/target", directory.file) == 0)
    let watch = directory.watch()
    try directory.write("changed", to: places[0] + "/target")
    #expect(watch.hears())
    watch.settle()
    try directory.replace(with: "replaced", at: places[0] + "/target")
    #expect(watch.hears())
    watch.settle()
    // The link is turned to another file.
    #expect(symlink("../two/target", directory.root + "/link") == 0)
    #expect(rename(directory.root + "/link", directory.file) == 0)
    #expect(watch.hears())
    watch.settle()
    try directory.write("no more", to: places[0] + "/target")
    #expect(watch.isQuiet())
    try directory.write("changed", to: places[1] + "/target")
    #expect(watch.hears())
  }

  @Test func linkedDirectory() throws {
    let directory = try WatchedDirectory()
    let link = directory.root + "/current"
    #expect(symlink("data", link) == 0)
    let watch = DirectoryWatch(link, files: ["file"])
    try directory.write("second")
    #expect(watch.hears())
    watch.settle()
    try FileManager.default.createDirectory(atPath: directory.root + "/next", withIntermediateDirectories: true)
    try directory.run("/bin/ln", "-sfn", "next", link)
    #expect(watch.hears())
    watch.settle()
    try directory.write("there", to: directory.root + "/next/file")
    #expect(watch.hears())
  }

  @Test func othersAreNotTold() throws {
    let directory = try WatchedDirectory()
    let watch = directory.watch()
    try directory.write("x", to: directory.path + "/stranger")
    try FileManager.default.createDirectory(atPath: directory.path + "/.wildix", withIntermediateDirectories: true)
    try directory.write("x", to: directory.root + "/data2")
    _ = try String(contentsOfFile: directory.file, encoding: .utf8)
    #expect(watch.isQuiet())
  }

  @Test func burstIsOneEvent() throws {
    let directory = try WatchedDirectory()
    let watch = directory.watch()
    for number in 0..<100 { try directory.replace(with: "\(number)") }
    #expect(watch.hears())
    #expect(watch.isQuiet())
  }

  @Test func overflowIsTold() throws {
    let limit = try Int(
      String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        .trimmingCharacters(in: .whitespacesAndNewlines))
    let events = try #require(limit)
    let directory = try WatchedDirectory()
    let watch = directory.watch()
    // Strangers fill the queue; the change that matters is lost in it.
    let (one, two) = (directory.path + "/a", directory.path + "/b")
    try directory.write("", to: one)
    for _ in 0...events / 4 + 1 {
      #expect(rename(one, two) == 0)
      #expect(rename(two, one) == 0)
    }
    try directory.replace(with: "lost")
    #expect(watch.hears())
    watch.settle()
    try directory.replace(with: "heard")
    #expect(watch.hears())
  }

  @Test func otherDescriptorsEndTheWait() throws {
    let directory = try WatchedDirectory()
    let watch = directory.watch()
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("x".utf8))
    #expect(watch.wait(milliseconds: 2000, alongside: pipe.fileHandleForReading.fileDescriptor) == .other)
    try pipe.fileHandleForReading.close()
    #expect(watch.wait(milliseconds: 2000, output: pipe.fileHandleForWriting.fileDescriptor) == .readerGone)
  }

  @Test func descriptorsAreGivenBack() throws {
    func count() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
    let directory = try WatchedDirectory()
    let watch = directory.watch()
    func move() {
      #expect(rename(directory.path, directory.root + "/away") == 0)
      #expect(rename(directory.root + "/away", directory.path) == 0)
      #expect(watch.hears())
      watch.settle()
    }
    move()
    let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fdinfo").count
    for _ in 0..<10 { move() }
    // Other tests run beside this one, and have descriptors too: theirs go away.
    var attempts = 600
    while try count() >= before + 10, attempts > 0 {
      usleep(100_000)
      attempts -= 1
    }
    #expect(attempts > 0)
  }

  @Test func pollingSeesWhatItShould() throws {
    let directory = try WatchedDirectory()
    var poller = StampPoller([directory.file])
    var seen = [poller.hasChanged(at: 0)]
    try directory.replace(with: "second")
    for _ in 0..<3 { seen.append(poller.hasChanged(at: 0)) }
    try FileManager.default.removeItem(atPath: directory.file)
    seen.append(poller.hasChanged(at: 0))
    // Once more behind a change, for what came within the same tick of the clock.
    #expect(seen == [false, true, true, false, true])
  }

  @Test func asyncSequence() async throws {
    let directory = try WatchedDirectory()
    let changes = try DirectoryChanges(directory.path, files: ["file"])
    try directory.write("before anybody waits")
    var heard = 0
    for await _ in changes {
      heard += 1
      if heard == 3 { break }
      try directory.replace(with: "\(heard)")
    }
    #expect(heard == 3)
  }

  @Test func asyncSequenceEndsWithItsTask() async throws {
    let directory = try WatchedDirectory()
    let changes = try DirectoryChanges(directory.path, files: ["file"])
    let task = Task {
      var count = 0
      for await _ in changes { count += 1 }
      return count
    }
    task.cancel()
    #expect(await task.value == 0)
  }
}
