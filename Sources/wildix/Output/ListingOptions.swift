import ArgumentParser
import WildixCore

/// How a listing is ordered, cut and written.
struct ListingOptions: ParsableArguments {
  @Option(
    help: "Order by a field of the record: times and numbers largest first, texts from A to Z.",
    completion: .list(CallField.allCases.map(\.rawValue)))
  var sort: String?

  @Flag(help: "Turn the order around.")
  var reverse = false

  @Option(help: "At most N rows.")
  var limit: Int?

  @Flag(help: "All rows, on a terminal too.")
  var all = false

  @Option(help: "table, json, jsonl, csv or tsv; table on a terminal, tsv in a pipe.")
  var format: OutputFormat?

  @Option(
    help: "Fields to write, with commas between: a,b,c.", completion: .custom(CompletionValues.fields))
  var fields: String?

  @Flag(name: .customLong("no-header"), help: "No line of headings.")
  var noHeader = false

  @Flag(help: "Only how many there are.")
  var count = false

  @Option(help: "Write to FILE, which appears whole or not at all.", completion: .file())
  var output: String?

  func check() throws(OptionError) {
    if let limit, limit < 0 { throw OptionError(.negativeLimit(limit)) }
    if limit != nil, all { throw OptionError(.excluding("--limit", "--all")) }
  }

  /// The order asked for.
  func order() throws -> CallOrder {
    guard let sort else { return CallOrder(isReversed: reverse) }
    guard let field = CallField(rawValue: sort) else {
      throw OptionError(Phrase.unknownSort(sort, name: "--sort"))
    }
    return CallOrder(field: field, isReversed: reverse)
  }

  /// The fields asked for; nil where none are named.
  func listingFields() throws -> [ListingField]? {
    try fields.map { list in
      try list.split(separator: ",", omittingEmptySubsequences: false).map { name in
        if let field = ListingField(name: name.trimmingPrefix(" ").description) { return field }
        throw OptionError(.noField(String(name), known: ListingField.all.map(\.name)))
      }
    }
  }
}

extension OutputFormat: ExpressibleByArgument {}
