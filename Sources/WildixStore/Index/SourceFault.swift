import WildixCore

/// A file that cannot be read as it should, with the place: what is listed is from its last good state, if any.
public struct SourceFault: Error, Equatable, Sendable {
  public var file: String
  public var problem: Problem

  /// What is wrong with a file.
  public enum Problem: Equatable, Sendable {
    /// It is not there.
    case missing
    /// It is not JSON as it must be, at this place. Both count from 1, columns in characters.
    case malformed(line: Int, column: Int, JSONExpected, isUnfinished: Bool)

    /// As it is told.
    public var phrase: Phrase {
      switch self {
      case .missing: .missingFile
      case .malformed(let line, let column, let expected, let isUnfinished):
        .malformed(line: line, column: column, expected, isUnfinished: isUnfinished)
      }
    }
  }
}

// How the index keeps it, for readers in any language.
extension SourceFault.Problem {
  init?(stored text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 4, let line = Int(parts[0]), let column = Int(parts[1]),
      let expected = JSONExpected(rawValue: String(parts[2]))
    else { return nil }
    self = .malformed(line: line, column: column, expected, isUnfinished: parts[3] == "unfinished")
  }

  /// `3 14 key wrong`; empty for what is not kept.
  var stored: String {
    guard case .malformed(let line, let column, let expected, let isUnfinished) = self else { return "" }
    return "\(line) \(column) \(expected.rawValue) \(isUnfinished ? "unfinished" : "wrong")"
  }
}
