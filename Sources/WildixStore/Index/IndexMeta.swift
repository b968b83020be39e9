import GRDB
import LinuxSystem

/// What the index remembers of the files it was made from.
struct IndexMeta: Equatable {
  var version = IndexSchema.version
  /// Stamp of the history that the calls are from.
  var history = SourceState()
  /// Stamp of the enrichment file; its text is empty while there is none.
  var enrichments = SourceState()
  /// The machine's zone, which times without an offset are in.
  var zone = ""
  /// Name of the record pack, in the index's directory.
  var pack = ""
  /// Where the next block goes in the pack.
  var packEnd: Int64 = 0
  /// Calls in the index.
  var calls: Int64 = 0
  /// True when words can be searched.
  var isSearchable = false
  /// Counts the refreshes that changed calls.
  var generation: Int64 = 0
  /// What changed in later generations than this one is in the table of changes; of others nothing is known.
  var changesSince: Int64 = 0

  /// A source file as it was last looked at.
  struct SourceState: Equatable {
    var stamp = ""
    /// Why it could not be read: the calls are then from an earlier state.
    var fault: SourceFault.Problem?
    /// False if it changed so shortly before it was read that a further change might not show in its stamp.
    var isSettled = true

    /// Whether what the index holds is what the file with this stamp says.
    func isCurrent(_ stamp: FileStamp?) -> Bool { isSettled && self.stamp == stamp?.text ?? "" }
  }

  init() {}

  /// Reads it; throws if this is not an index of this version.
  init(_ database: Database) throws {
    let rows = try RawStatement(reusing: database, "SELECT name, value FROM meta")
    var numbers: [String: Int64] = [:]
    var texts: [String: String] = [:]
    while try rows.step() {
      guard let name = rows.text(0) else { continue }
      if rows.isInteger(1) { numbers[name] = rows.integer(1) } else { texts[name] = rows.text(1) }
    }
    func state(_ name: String) throws -> SourceState {
      let stored = texts[name + "_fault"] ?? ""
      let fault = SourceFault.Problem(stored: stored)
      guard stored.isEmpty || fault != nil else { throw IndexDamage() }
      return SourceState(stamp: texts[name] ?? "", fault: fault, isSettled: numbers[name + "_settled"] == 1)
    }
    version = Int(numbers["version"] ?? 0)
    (history, enrichments) = try (state("history"), state("enrichments"))
    (zone, pack) = (texts["zone"] ?? "", texts["pack"] ?? "")
    packEnd = numbers["pack_end"] ?? 0
    calls = numbers["calls"] ?? 0
    isSearchable = numbers["searchable"] == 1
    generation = numbers["generation"] ?? 0
    changesSince = numbers["changes_since"] ?? 0
    guard version == IndexSchema.version else { throw IndexDamage() }
  }

  private var numbers: [String: Int64] {
    [
      "version": Int64(version), "pack_end": packEnd, "calls": calls, "searchable": isSearchable ? 1 : 0,
      "history_settled": history.isSettled ? 1 : 0, "enrichments_settled": enrichments.isSettled ? 1 : 0,
      "generation": generation, "changes_since": changesSince,
    ]
  }

  private var texts: [String: String] {
    [
      "history": history.stamp, "history_fault": history.fault?.stored ?? "", "enrichments": enrichments.stamp,
      "enrichments_fault": enrichments.fault?.stored ?? "", "zone": zone, "pack": pack,
    ]
  }

  /// Writes what differs from `former`, which is there; all of it if nothing is.
  func save(_ database: Database, over former: IndexMeta? = nil) throws {
    let statement = try RawStatement(reusing: database, "INSERT OR REPLACE INTO meta VALUES (?1, ?2)")
    for (name, number) in numbers where former?.numbers[name] != number {
      statement.bind(1, name)
      statement.bind(2, number)
      try statement.run()
    }
    for (name, text) in texts where former?.texts[name] != text {
      statement.bind(1, name)
      statement.bind(2, text)
      try statement.run()
    }
  }
}

/// The index is not one, or is of another version, or its parts do not belong together: it is made anew.
struct IndexDamage: Error {}
