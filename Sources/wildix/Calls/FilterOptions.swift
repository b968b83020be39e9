import ArgumentParser
import WildixCore

/// Which calls: options of every command that works on a selection of them.
struct FilterOptions: ParsableArguments {
  @Option(
    help: "The call with this id. Repeated: or.", completion: .custom(CompletionValues.recentCallIDs))
  var id: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Calls from T on: 2026-11-22, '2026-11-22 14:30', 14:30, now, today, yesterday, monday, -2h, 7d.")
  var since: String?

  @Option(parsing: .unconditional, help: "Calls up to T; a bare date takes in that whole day.")
  var until: String?

  @Option(help: "Caller's number; 0612* for all that begin so. Repeated: or.")
  var from: [String] = []

  @Option(help: "Called number; 0612* for all that begin so. Repeated: or.")
  var to: [String] = []

  @Option(help: "Number at either end; 0612* for all that begin so. Repeated: or.")
  var number: [String] = []

  @Option(
    help: "Extension that a number or channel of the call names. Repeated: or.",
    completion: .custom(CompletionValues.postes))
  var poste: [String] = []

  @Option(help: "How the call ended: answered, no-answer, busy, failed, congestion. Repeated: or.")
  var disposition: [Disposition] = []

  @Option(help: "Where the call stands for you: answered, received, transferred, todo. Repeated: or.")
  var status: [CallStatus] = []

  @Option(
    help: "User to whom the call is or was handed. Repeated: or.", completion: .custom(CompletionValues.users))
  var transferredTo: [String] = []

  @Option(help: "User who handed the call on. Repeated: or.", completion: .custom(CompletionValues.users))
  var transferredBy: [String] = []

  @Option(help: "At least so long: 90, 90s, 2m, 1h.")
  var minDuration: String?

  @Option(help: "At most so long.")
  var maxDuration: String?

  @Option(help: "Beginnings of words, of which all must be found in names, numbers or enrichment. Repeated: or.")
  var search: [String] = []

  /// The query that the options mean at `now` for a reader in `zone`.
  func query(now: Int64, zone: @autoclosure () -> ZoneRules) throws -> CallQuery {
    var query = CallQuery()
    if since != nil || until != nil {
      let zone = zone()
      query.since = try since.map { try Self.time($0, "--since", now, zone).first }
      query.until = try until.map { try Self.time($0, "--until", now, zone).last }
    }
    query.ids = id.map(CallID.init)
    query.from = try from.map { try Self.pattern($0, "--from") }
    query.to = try to.map { try Self.pattern($0, "--to") }
    query.number = try number.map { try Self.pattern($0, "--number") }
    query.postes = poste
    query.dispositions = disposition
    query.statuses = status
    query.transferredTo = transferredTo
    query.transferredBy = transferredBy
    query.minDuration = try minDuration.map { try Self.duration($0, "--min-duration") }
    query.maxDuration = try maxDuration.map { try Self.duration($0, "--max-duration") }
    query.search = try search.map { words in
      if words.contains(where: { $0.isLetter || $0.isNumber }) { return words }
      throw OptionError(.noWord(words))
    }
    return query
  }

  private static func time(_ text: String, _ flag: String, _ now: Int64, _ zone: ZoneRules) throws -> TimeExpression {
    if let time = TimeExpression(text, now: now, zone: zone) { return time }
    throw OptionError(.noTime(flag, text))
  }

  private static func pattern(_ text: String, _ flag: String) throws -> NumberPattern {
    if let pattern = NumberPattern(text) { return pattern }
    throw OptionError(.noNumber(flag, text))
  }

  private static func duration(_ text: String, _ flag: String) throws -> Int {
    if let seconds = CallDuration.seconds(text) { return seconds }
    throw OptionError(.noDuration(flag, text))
  }
}

extension Disposition: ExpressibleByArgument {
  public init?(argument: String) {
    guard let value = Self.named.first(where: { $0.name == argument.lowercased() }) else { return nil }
    self = value
  }
  public static var allValueStrings: [String] { named.map(\.name) }
}

extension CallStatus: ExpressibleByArgument {}
