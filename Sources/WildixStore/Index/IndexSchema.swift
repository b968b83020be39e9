import GRDB

/// The tables of the index. It is derived from the two JSON files: another version is thrown away and made anew.
enum IndexSchema {
  /// To be raised with every change of the tables or of what is written into them.
  static let version = 3

  /// A call's `key` is its id where that is a plain whole number, else a negative number out of `texts`. Rows are in
  /// the order of ids so, and every index on an instant breaks ties by id without holding it.
  ///
  /// - `blocks`: runs of neighbouring records, in the order `seq` of the history; `pack_offset` is where their bytes
  ///   are in the record pack.
  /// - `from_number`, `to_number` and the extensions that `channel` and `dstchannel` name: a `PartyCode`, or a negative
  ///   number out of `texts`. The extensions are NULL too where they say the same as the numbers.
  /// - `calls`: the record that counts for each id; `repeats`: earlier records of an id that comes again.
  ///   `instant` is Int64.min where the record has no start.
  /// - `changes`: calls that a refresh changed, by the refresh's number, for those who follow them. Old ones are deleted.
  /// - `concerned`: who sees a call because of its enrichment, and in which way (`PersonWays`).
  static let tables = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE texts (key INTEGER PRIMARY KEY, text TEXT UNIQUE NOT NULL);
    CREATE TABLE blocks (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, pack_offset INTEGER NOT NULL,
      length INTEGER NOT NULL, records INTEGER NOT NULL, hash INTEGER NOT NULL, head INTEGER NOT NULL);
    CREATE TABLE calls (key INTEGER PRIMARY KEY, \(columns));
    CREATE TABLE repeats (key INTEGER NOT NULL, \(columns));
    CREATE TABLE enrichments (key INTEGER PRIMARY KEY, hash INTEGER NOT NULL, answered INTEGER NOT NULL, target TEXT,
      saved_by TEXT, json BLOB NOT NULL);
    CREATE TABLE concerned (person TEXT NOT NULL, instant INTEGER NOT NULL, key INTEGER NOT NULL,
      ways INTEGER NOT NULL, PRIMARY KEY (person, instant, key)) WITHOUT ROWID;
    CREATE TABLE changes (generation INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (generation, key))
      WITHOUT ROWID;
    """

  private static let columns = """
    instant INTEGER NOT NULL, from_number INTEGER, to_number INTEGER, channel INTEGER, dstchannel INTEGER,
    disposition INTEGER NOT NULL, duration INTEGER, block INTEGER NOT NULL, offset INTEGER NOT NULL,
    length INTEGER NOT NULL, hash INTEGER NOT NULL
    """

  /// Made when the rows are in, which is several times faster than before.
  static let indexes = """
    CREATE INDEX calls_instant ON calls (instant);
    CREATE INDEX calls_from ON calls (from_number, instant) WHERE from_number IS NOT NULL;
    CREATE INDEX calls_to ON calls (to_number, instant) WHERE to_number IS NOT NULL;
    CREATE INDEX calls_channel ON calls (channel, instant) WHERE channel IS NOT NULL;
    CREATE INDEX calls_dstchannel ON calls (dstchannel, instant) WHERE dstchannel IS NOT NULL;
    CREATE INDEX repeats_key ON repeats (key);
    CREATE INDEX concerned_key ON concerned (key);
    """

  /// The instant of a call without one: before all others.
  static let noInstant = Int64.min
}

/// In which ways a person is concerned by a call: bits of `concerned.ways`.
struct PersonWays: OptionSet {
  let rawValue: Int64
  /// The call was handed to them, now or at some time.
  static let handedTo = PersonWays(rawValue: 1)
  /// They handed it on.
  static let handedBy = PersonWays(rawValue: 2)
  /// They saved its enrichment last.
  static let savedBy = PersonWays(rawValue: 4)
}
