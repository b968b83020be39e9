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
    /// Why it could not be read, empty if it could: the calls are then from an earlier state.
    var fault = ""
    /// False if it changed so shortly before it was read that a further change might not show in its stamp.
    var isSettled = true

    /// Whether what the index holds is what the file with this stamp says.
    func isCurrent(_ stamp: FileStamp?) -> Bool { isSettled && self.stamp == stamp?.text ?? "" }
  }

  init() {}

  /// Reads it; throws if this is not an index of this version.
  init(_ database: Database) throws {
    var values: [String: DatabaseValue] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT name, value FROM meta") {
      values[row[0]] = row[1]
    }
    func value<Value: DatabaseValueConvertible>(_ name: String, _ none: Value) -> Value {
      values[name].flatMap { Value.fromDatabaseValue($0) } ?? none
    }
    version = value("version", 0)
    history = SourceState(
      stamp: value("history", ""), fault: value("history_fault", ""), isSettled: value("history_settled", false))
    enrichments = SourceState(
      stamp: value("enrichments", ""), fault: value("enrichments_fault", ""),
      isSettled: value("enrichments_settled", false))
    zone = value("zone", "")
    pack = value("pack", "")
    packEnd = value("pack_end", 0)
    calls = value("calls", 0)
    isSearchable = value("searchable", false)
    generation = value("generation", 0)
    changesSince = value("changes_since", 0)
    guard version == IndexSchema.version else { throw IndexDamage() }
  }

  /// Writes all of it.
  func save(_ database: Database) throws {
    let values: [(String, any DatabaseValueConvertible)] = [
      ("version", version), ("history", history.stamp), ("history_fault", history.fault),
      ("history_settled", history.isSettled), ("enrichments", enrichments.stamp),
      ("enrichments_fault", enrichments.fault), ("enrichments_settled", enrichments.isSettled), ("zone", zone),
      ("pack", pack), ("pack_end", packEnd), ("calls", calls), ("searchable", isSearchable),
      ("generation", generation), ("changes_since", changesSince),
    ]
    let statement = try database.cachedStatement(sql: "INSERT OR REPLACE INTO meta VALUES (?, ?)")
    for (name, value) in values { try statement.execute(arguments: [name, value]) }
  }
}

/// The index is not one, or is of another version, or its parts do not belong together: it is made anew.
struct IndexDamage: Error {}
