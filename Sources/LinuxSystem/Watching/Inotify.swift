import Glibc
import WildixCore

/// One instance of the kernel's inotify, watching the directories of a plan.
final class Inotify {
  /// Readable when there are events.
  let descriptor: Int32
  private var parts: [Int32: WatchPlan.Part] = [:]

  /// What events said, taken together.
  struct Report {
    /// Something happened to what is watched.
    var isRelevant = false
    /// Files are being written: more is to come.
    var isWriting = false
    /// The directories may be others now.
    var isMoved = false
    /// A file was given its name when it was whole.
    var isPutInPlace = false
    /// Names came or went, so that a link may stand where a file stood.
    var isRenamed = false
  }

  private static let ownEvents = UInt32(IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR)
  private static let nameEvents = UInt32(IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
  private static let contentEvents = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB)
  private static let lossEvents =
    UInt32(IN_MOVE_SELF | IN_DELETE_SELF | IN_UNMOUNT | IN_IGNORED) | UInt32(IN_Q_OVERFLOW)

  /// Throws if there are no instances or watches left, or a directory may not be watched.
  init(_ plan: WatchPlan) throws(SystemError) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { throw SystemError(.watch, .files) }
    for (path, part) in plan.parts.sorted(by: { $0.key < $1.key }) {
      do {
        try add(path, part)
      } catch {
        // What went away meanwhile is seen when the plan is made again; of a directory above that we may pass
        // through but not read, nothing can be heard.
        guard error.isMissing || error.code == EACCES && part.files.isEmpty else {
          close(descriptor)
          throw error
        }
      }
    }
  }

  deinit { close(descriptor) }

  private func add(_ path: String, _ part: WatchPlan.Part) throws(SystemError) {
    var mask = Self.ownEvents
    if !part.places.isEmpty || !part.files.isEmpty { mask |= Self.nameEvents }
    if !part.files.isEmpty { mask |= Self.contentEvents }
    let watch = inotify_add_watch(descriptor, path, mask)
    guard watch >= 0 else { throw SystemError(.watch, path) }
    parts[watch] = part
  }

  /// Takes all events that there are. `writing` are the names of files being written, kept from one call to the next.
  func collect(writing: inout Set<String>) -> Report {
    var report = Report()
    withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 8) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        let header = MemoryLayout<inotify_event>.size
        var offset = 0
        while offset + header <= count {
          let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
          let name = buffer[(offset + header)..<(offset + header + Int(event.len))].prefix { $0 != 0 }
          note(event, String(decoding: name, as: UTF8.self), in: &report, &writing)
          offset += header + Int(event.len)
        }
      }
    }
    report.isWriting = !writing.isEmpty
    return report
  }

  private func note(_ event: inotify_event, _ name: String, in report: inout Report, _ writing: inout Set<String>) {
    if event.mask & Self.lossEvents != 0 {
      // The queue ran over, or a directory is no longer where it was: look at everything again.
      report.isRelevant = true
      report.isMoved = true
      return
    }
    guard let part = parts[event.wd] else { return }
    if part.places.contains(name), event.mask & Self.nameEvents != 0 {
      report.isRelevant = true
      report.isMoved = true
    }
    guard part.files.contains(name) else { return }
    report.isRelevant = true
    report.isRenamed = report.isRenamed || event.mask & Self.nameEvents != 0
    report.isPutInPlace = report.isPutInPlace || event.mask & UInt32(IN_MOVED_TO) != 0
    if event.mask & UInt32(IN_MODIFY | IN_CREATE) != 0 {
      writing.insert(name)
    } else if event.mask & UInt32(IN_ATTRIB) == 0 {
      writing.remove(name)
    }
  }
}
