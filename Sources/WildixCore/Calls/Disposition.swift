/// How a call ended, as the PBX says it.
public enum Disposition: Int, CaseIterable, Sendable {
  case other, answered, noAnswer, busy, failed, congestion

  /// Its name on the command line.
  public var name: String { self == .noAnswer ? "no-answer" : "\(self)" }

  /// The disposition written `text`, in a record (`NO ANSWER`) or on the command line (`no-answer`).
  public init(text: some StringProtocol) {
    switch text.uppercased().filter(\.isLetter) {
    case "ANSWERED": self = .answered
    case "NOANSWER": self = .noAnswer
    case "BUSY": self = .busy
    case "FAILED": self = .failed
    case "CONGESTION": self = .congestion
    default: self = .other
    }
  }

  /// Those that can be asked for.
  public static let named = allCases.filter { $0 != .other }
}
