/// Why nothing was saved: one of the drafts cannot be.
public struct EnrichmentRefusal: Error, Equatable, Sendable {
  /// What is wrong with a draft.
  public enum Reason: Error, Equatable, Sendable {
    /// No such call, or none that the viewer may see: nobody is told which.
    case unknownCall
    /// The call is not any more as it was when the draft was made.
    case changedSince
    /// `date` that is no dd/mm/yyyy.
    case invalidDate(String)
    /// `heure` that is no HH:MM:SS.
    case invalidTime(String)
    /// A text of more than `EnrichmentField.longest` scalars, that does not stand there already.
    case tooLong(EnrichmentField)
    /// Both answered and handed to this user.
    case answeredAndHanded(to: String)
    /// Neither answered nor handed to anybody.
    case handedToNobody
    case unknownUser(String)
    /// An extension where a username belongs, with the usernames whose it is.
    case poste(String, of: [String])
    case invalidDraft(DraftFault)
  }

  /// Which of the drafts, from 0.
  public var index: Int
  public var id: CallID?
  public var reason: Reason

  /// The refusal of the draft at `index`.
  public init(index: Int, id: CallID?, reason: Reason) {
    self.index = index
    self.id = id
    self.reason = reason
  }
}

/// Why JSON is no draft.
public enum DraftFault: Error, Equatable, Sendable {
  case notJSON(JSONFault)
  case missingID
  /// A call's id, and nothing that is to be noted.
  case nothingToNote
  case unknownKey(String)
  /// `saisiPar` or `transferts`, which follow from who saves what.
  case ownKey(String)
  /// A member that is not what it must be.
  case wrongKind(String, expected: Kind)

  /// What a member must be.
  public enum Kind: Sendable {
    /// An id that is not empty, a string or a number.
    case callID
    /// Hexadecimal digits in a string.
    case revision
    /// `true` or `false`.
    case truth
    case text
  }
}
