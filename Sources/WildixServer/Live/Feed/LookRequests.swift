import WildixCore

/// Looks that were asked for: however often somebody asks before it has begun, it is one look. When nobody takes what they
/// find, no more are made.
struct LookRequests {
  typealias Subject = ServerResources.ChangeSubject

  /// Looks whose findings nobody has taken yet.
  private static let mostUntaken = 16
  /// Calls, and bytes of them, that wait to be told as they were saved.
  private static let mostSaved = 100
  private static let mostBytes = 4 << 20

  /// What a look is for.
  struct Reasons {
    /// What may have changed.
    var subjects: Set<Subject> = []
    /// Calls that were saved, each as it stood when it was, in the order of the saves.
    var saved: [CallRow] = []

    var isEmpty: Bool { subjects.isEmpty && saved.isEmpty }
    /// Whether it is little enough to be kept.
    var isSmall: Bool {
      saved.count <= mostSaved && saved.reduce(0) { $0 + $1.record.count + ($1.enrichment?.count ?? 0) } <= mostBytes
    }
  }

  private var pending = Reasons()
  private var isLooking = false
  private var isScheduled = false
  private var untaken = 0

  /// Notes that somebody asks; answers whether a look must be scheduled for it.
  mutating func ask(_ subject: Subject) -> Bool {
    pending.subjects.insert(subject)
    return schedule()
  }

  /// Notes that calls were saved; answers whether a look must be scheduled for it. A look that has begun already may see
  /// them, or what became of them since: then only another one tells.
  mutating func ask(saved: [CallRow]) -> Bool {
    pending.saved += saved
    if isLooking || !pending.isSmall {
      pending.saved = []
      pending.subjects.insert(.calls)
    }
    return schedule()
  }

  /// A look begins: what for.
  mutating func begin() -> Reasons {
    isScheduled = false
    isLooking = true
    defer { pending = Reasons() }
    return pending
  }

  /// The look that had begun has ended.
  mutating func ended() { isLooking = false }

  /// The findings of a look were taken; answers whether another one must be scheduled.
  mutating func taken() -> Bool {
    untaken -= 1
    return !pending.isEmpty && schedule()
  }

  private mutating func schedule() -> Bool {
    guard !isScheduled, untaken < Self.mostUntaken else { return false }
    isScheduled = true
    untaken += 1
    return true
  }
}
