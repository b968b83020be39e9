import LinuxSystem
import WildixCore
import WildixStore

extension ErrorReport {
  static func report(_ error: LineError) -> ErrorReport {
    let id = error.id?.text ?? ""
    var report = ErrorReport(.refusal(error.reason, call: id), .badData)
    (report.hint, report.status) = next(error.reason, id)
    guard let line = error.line else { return report }
    if case .invalidDraft(.notJSON) = error.reason {
      report.message = .lineAndColumn(line, report.message)
    } else {
      report.message = .line(line, report.message)
    }
    return report
  }

  static func report(_ error: SaveFailure) -> ErrorReport {
    switch error {
    case .noLock(let failure):
      ErrorReport(.noLock(failure.path, failure.reason), hint: .mustBeWritable, .inputOutput)
    case .locked(let file, let seconds):
      ErrorReport(.lockedByAnother(file, seconds: seconds), hint: .findWhoLocks(file), .tryAgain)
    case .contended(let file): ErrorReport(.contended(file), hint: .tryAgainNothingSaved, .tryAgain)
    }
  }

  private static func next(_ reason: EnrichmentRefusal.Reason, _ id: String) -> (Phrase?, ExitStatus) {
    switch reason {
    case .unknownCall: (.command("wildix calls"), .notFound)
    case .changedSince: (.lookAgain(id), .tryAgain)
    case .invalidDate: (.writeDate, .badData)
    case .invalidTime: (.writeTime, .badData)
    case .tooLong: (.writeLess, .badData)
    case .answeredAndHanded: (.giveOneOfTheTwo, .badData)
    case .handedToNobody: (.sayWhich, .badData)
    case .unknownUser: (.nameSomebody, .noSuchUser)
    case .poste: (.userNotExtension, .badData)
    case .invalidDraft(.notJSON): (.oneObjectALine, .badData)
    case .invalidDraft(.missingID), .invalidDraft(.wrongKind): (nil, .badData)
    case .invalidDraft(.nothingToNote), .invalidDraft(.unknownKey), .invalidDraft(.ownKey):
      (.fieldsAre(known), .badData)
    }
  }

  private static var known: [String] {
    let fields = EnrichmentField.allCases.filter { $0 != .saisiPar && $0 != .transferts }
    return ["id"] + fields.map(\.rawValue) + ["revision"]
  }
}
