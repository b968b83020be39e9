import ArgumentParser
import LinuxSystem
import WildixCore
import WildixStore

/// `wildix calls`: the listing.
struct Calls: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists calls, newest first.",
    discussion: "A repeated filter means or; different filters mean and. On a terminal at most 50 rows are shown.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup(title: "Filters") var filters: FilterOptions
  @OptionGroup(title: "Listing") var listing: ListingOptions

  @Option(help: "Only what is new or changed since the last run that succeeded with FILE.", completion: .file())
  var checkpoint: String?

  @Flag(help: "Go on: show every call that appears, changes or disappears, as it happens.")
  var watch = false

  func check() throws(OptionError) {
    try listing.check()
    if watch {
      let others = [
        ("--checkpoint", checkpoint != nil), ("--count", listing.count), ("--output", listing.output != nil),
      ]
      for (name, isGiven) in others where isGiven { throw OptionError(.excluding("--watch", name)) }
    }
    if checkpoint != nil, listing.count { throw OptionError(.excluding("--checkpoint", "--count")) }
  }

  func run(_ context: Context) throws {
    let reader = ReaderZone()
    var query = try filters.query(now: context.clock.seconds, zone: reader.zone)
    query.order = try listing.order()
    let fields = try listing.listingFields()
    let data = context.dataDirectory(shared)
    if watch { return try follow(query, fields, reader, context, data: data) }
    let store = try context.openCalls(data)
    let viewer = try currentViewer(context, data: data)
    if listing.count { return try writeCount(context, try store.count(query, for: viewer)) }

    var job = CallListing(store: store, viewer: viewer, query: query, limit: limit(context))
    job.checkpoint = try checkpoint.map(Checkpoint.init)
    let output = try ListingOutput(context, listing, shared.color, fields: fields, reader: reader)
    let shown = try job.write(to: output)
    if shown == job.limit, listing.limit == nil, job.checkpoint == nil {
      try output.tellRest(shown: shown, of: try store.count(query, for: viewer))
    }
    try output.finish()
    try job.checkpoint?.save()
  }

  private func follow(
    _ query: CallQuery, _ fields: [ListingField]?, _ reader: ReaderZone, _ context: Context, data: String
  ) throws {
    var query = query
    let canRedraw = context.output.isTerminal && context.environment["TERM"] != "dumb"
    let format = listing.format ?? (canRedraw ? .table : .tsv)
    guard format != .table || canRedraw else { throw UsageError.noTerminalForTable }
    let store = try context.openCalls(data)
    let session = try WatchedSession(context, data: data)
    let watch = CallWatch(context: context, data: data)
    if format == .table {
      var view = TableView(
        context, store, query, listing, shared.color, fields: fields, limit: limit(context), reader: reader)
      return try watch.run(&view, session, isTerminal: true)
    }
    query.limit = listing.limit
    let writer: any EventWriter =
      switch format {
      case .csv, .tsv: DelimitedEventWriter(context.output, isCSV: format == .csv, listing, fields: fields)
      case .json, .jsonl, .table: JSONEventWriter(context.output, fields: fields)
      }
    var view = EventView(context, store, query, writer)
    try watch.run(&view, session, isTerminal: false)
  }

  /// A terminal gets a first look; all the rest gets everything.
  private func limit(_ context: Context) -> Int? {
    if let limit = listing.limit { return limit }
    return listing.all || listing.output != nil || !context.output.isTerminal ? nil : 50
  }

  private func writeCount(_ context: Context, _ count: Int) throws {
    guard let path = listing.output else { return try context.output.write("\(count)\n") }
    let file = try ReplacementFile(path)
    try file.stream.write("\(count)\n")
    try file.commit()
  }
}

/// The reader's zone, looked up only if something asks for it.
final class ReaderZone {
  private(set) lazy var zone = SystemZone.reader()
}
