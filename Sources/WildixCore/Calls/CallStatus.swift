/// Where a call stands in the help desk's work, as one viewer sees it.
public enum CallStatus: String, CaseIterable, Sendable {
  /// An agent answered the caller's question.
  case answered
  /// Handed to the viewer.
  case received
  /// Handed to somebody else.
  case transferred
  /// Nobody has dealt with it yet.
  case todo

  /// The status of a call with this enrichment.
  public init(of enrichment: EnrichmentSketch?, for viewer: Viewer) {
    self.init(isAnswered: enrichment?.isAnswered ?? false, target: enrichment?.target, for: viewer)
  }

  /// The status of a call that was answered or handed to `target`.
  public init(isAnswered: Bool, target: String?, for viewer: Viewer) {
    if isAnswered {
      self = .answered
    } else if let target {
      self = target == viewer.username ? .received : .transferred
    } else {
      self = .todo
    }
  }
}
