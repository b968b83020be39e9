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
    let filters: [CallFilter: [String]] = [
      .id: id, .since: list(since), .until: list(until), .from: from, .to: to, .number: number, .poste: poste,
      .disposition: disposition.map(\.name), .status: status.map(\.rawValue), .transferredTo: transferredTo,
      .transferredBy: transferredBy, .minDuration: list(minDuration), .maxDuration: list(maxDuration), .search: search,
    ]
    do {
      return try CallQuery(filters, now: now, zone: zone())
    } catch {
      throw OptionError(Phrase.filter(error, name: "--\(error.filter.rawValue)"))
    }
  }

  private func list(_ value: String?) -> [String] { value.map { [$0] } ?? [] }
}

extension Disposition: ExpressibleByArgument {
  public init?(argument: String) {
    self.init(name: argument)
  }
  public static var allValueStrings: [String] { named.map(\.name) }
}

extension CallStatus: ExpressibleByArgument {}
