import LinuxSystem
import WildixCore

/// Events, one line each.
struct EventView: CallWatch.View {
  let store: any CallStore
  let query: CallQuery
  let writer: any EventWriter
  let output: OutputStream
  let warnings: SourceWarning.Receiver
  private var cursor: CallCursor?

  init(_ context: Context, _ store: any CallStore, _ query: CallQuery, _ writer: any EventWriter) {
    (self.store, self.query, self.writer) = (store, query, writer)
    (output, warnings) = (context.output, context.warnings)
  }

  /// Headings come with the first row, so that a store which fails leaves nothing behind.
  mutating func begin(for viewer: Viewer) throws {
    var hasBegun = false
    cursor = try store.follow(query, for: viewer) { row in
      if !hasBegun { try writer.begin() }
      hasBegun = true
      try writer.write(.added(row))
      return true
    }
    if !hasBegun { try writer.begin() }
    try output.flush()
  }

  mutating func update(for viewer: Viewer) throws {
    guard var current = cursor else { return }
    // Taken out, so that what it holds is not copied to be changed.
    cursor = nil
    defer { cursor = current }
    warnings.beginLook()
    try store.changes(since: &current, for: viewer) { change in
      try writer.write(change)
      try output.flush()
    }
  }

  func resize(for viewer: Viewer) {}

  func end() {}
}
