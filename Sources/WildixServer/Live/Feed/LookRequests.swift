/// Looks that were asked for: however often somebody asks before it has begun, it is one look. When nobody takes what they
/// find, no more are made.
struct LookRequests {
  typealias Subject = ServerResources.ChangeSubject

  /// Looks whose findings nobody has taken yet.
  private static let mostUntaken = 16

  private var pending: Set<Subject> = []
  private var isScheduled = false
  private var untaken = 0

  /// Notes that somebody asks; answers whether a look must be scheduled for it.
  mutating func ask(_ subject: Subject) -> Bool {
    pending.insert(subject)
    return schedule()
  }

  /// A look begins: what for.
  mutating func begin() -> Set<Subject> {
    isScheduled = false
    defer { pending = [] }
    return pending
  }

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
