import LinuxSystem
import WildixCore

/// A listing on its way from a store to a stream.
struct CallListing {
  let store: any CallStore
  let viewer: Viewer
  var query: CallQuery
  /// Rows shown at most; calls that a checkpoint knows do not count.
  var limit: Int?
  var checkpoint: Checkpoint?

  /// Writes all rows. Answers how many there were.
  mutating func write(to writer: ListingOutput) throws -> Int {
    var shown = 0
    if var seen = checkpoint {
      try store.calls(query, for: viewer) { row in
        if seen.has(row) {
          seen.keep(row)
        } else if limit.map({ shown < $0 }) ?? true {
          try writer.write(row)
          seen.keep(row)
          shown += 1
        }
        return true
      }
      checkpoint = seen
    } else {
      query.limit = limit
      try store.calls(query, for: viewer) { row in
        try writer.write(row)
        shown += 1
        return true
      }
    }
    try writer.end()
    return shown
  }
}
