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

  func validate() throws {
    if checkpoint != nil, listing.count { throw ValidationError("--checkpoint and --count exclude each other.") }
  }

  func run(_ context: Context) throws {
    let reader = ReaderZone()
    var query = try filters.query(now: context.clock.seconds, zone: reader.zone)
    query.order = try listing.order()
    let fields = try listing.listingFields()
    let data = context.dataDirectory(shared)
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
