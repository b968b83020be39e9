import LinuxSystem
import WildixCore
import WildixStore

extension ErrorReport {
  static func report(_ error: LineError) -> ErrorReport {
    var report = report(error.reason, error.id?.text ?? "")
    guard let line = error.line else { return report }
    if case .invalidDraft(.notJSON) = error.reason {
      report.message = "line \(line), \(report.message)"
    } else {
      report.message = "line \(line): \(report.message)"
    }
    return report
  }

  static func report(_ error: SaveFailure) -> ErrorReport {
    switch error {
    case .noLock(let failure):
      ErrorReport(
        "cannot save: no lock can be had on \(failure.path): \(failure.reason)",
        hint: "the data directory and its .wildix must be writable for who saves", .inputOutput)
    case .contended(let file):
      ErrorReport("another program goes on changing \(file)", hint: "try again; nothing was saved", .tryAgain)
    }
  }

  private static func report(_ reason: EnrichmentRefusal.Reason, _ id: String) -> ErrorReport {
    switch reason {
    case .unknownCall:
      ErrorReport("there is no call \(id), or none that you may see", hint: "wildix calls", .notFound)
    case .changedSince:
      ErrorReport("call \(id) has changed since", hint: "look at it again: wildix log \(id)", .tryAgain)
    case .invalidDate(let text): ErrorReport("\"\(text)\" is no date", hint: "write dd/mm/yyyy: 22/11/2026", .badData)
    case .invalidTime(let text): ErrorReport("\"\(text)\" is no time", hint: "write HH:MM:SS: 09:05:00", .badData)
    case .answeredAndHanded(let target):
      ErrorReport(
        "call \(id) cannot be both answered and handed to \(target)", hint: "give one of the two: \(either)", .badData)
    case .handedToNobody:
      ErrorReport("call \(id) is neither answered nor handed to anybody", hint: "say which: \(either)", .badData)
    case .unknownUser(let name):
      ErrorReport("there is no user \(name)", hint: "name somebody who can log in", .noSuchUser)
    case .poste(let poste, let owners):
      ErrorReport(
        "\(poste) is \(list(owners, "and"))'s extension: write \(list(owners, "or"))",
        hint: "a call is handed to a user, not to an extension", .badData)
    case .invalidDraft(let fault): report(fault)
    }
  }

  private static let either =
    "--answered or --transfer-to USER; in JSON \"reponduParAgent\":true or \"traiteParOuTransmisA\":USER"

  private static func list(_ names: [String], _ word: String) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(word) \(last)"
  }

  private static func report(_ fault: DraftFault) -> ErrorReport {
    switch fault {
    case .notJSON(let fault):
      ErrorReport(
        "column \(fault.offset + 1): \(fault.isUnfinished ? "the line ends too early: " : "")expected \(fault.expected)",
        hint: "each line is one JSON object", .badData)
    case .missingID: ErrorReport("the call's \"id\" is missing", .badData)
    case .nothingToNote: ErrorReport("there is nothing to note", hint: "there are: \(known)", .badData)
    case .unknownKey(let key):
      ErrorReport("no field is called \"\(key)\"", hint: "there are: \(known)", .badData)
    case .ownKey(let key):
      ErrorReport("\"\(key)\" cannot be given: it follows from who saves what", hint: "there are: \(known)", .badData)
    case .wrongKind(let key, let expected): ErrorReport("\"\(key)\" must be \(expected)", .badData)
    }
  }

  private static var known: String {
    let fields = EnrichmentField.allCases.filter { $0 != .saisiPar && $0 != .transferts }
    return (["id"] + fields.map(\.rawValue) + ["revision"]).joined(separator: ", ")
  }
}
