import DequeModule

/// What was told lately, for who lost the connection and comes back: the changes once for everybody, and for each
/// audience which of them it was told, under its own numbers.
struct FeedHistory {
  private static let mostCalls = 4_096
  private static let mostBytes = 16 << 20

  private var calls: Deque<ChangedCall> = []
  private var bytes = 0
  /// The number of the oldest call that is kept.
  private(set) var first = 0

  /// Keeps a change and answers its number.
  mutating func add(_ call: ChangedCall) -> Int {
    calls.append(call)
    bytes += call.size
    while calls.count > Self.mostCalls || bytes > Self.mostBytes, let oldest = calls.popFirst() {
      bytes -= oldest.size
      first += 1
    }
    return first + calls.count - 1
  }

  subscript(number: Int) -> ChangedCall? {
    number >= first && number - first < calls.count ? calls[number - first] : nil
  }
}

/// What one audience was told, and under which numbers.
struct ToldEvents {
  private static let most = 512

  /// Something that was told.
  enum Event {
    case call(EventKind, number: Int)
    case users
    case reset
  }

  private var events: Deque<Event> = []
  /// The number of the last event.
  private(set) var last: Int

  /// Begins behind the event `last`.
  init(last: Int = 0) { self.last = last }

  /// Notes an event and answers its number.
  mutating func add(_ event: Event) -> Int {
    events.append(event)
    if events.count > Self.most { events.removeFirst() }
    last += 1
    return last
  }

  /// What came after the event `number`, with its numbers; nil if that is not known any more.
  func after(_ number: Int) -> [(number: Int, event: Event)]? {
    let missed = last - number
    guard missed >= 0, missed <= events.count else { return nil }
    return zip((number + 1)..., events.suffix(missed)).map { ($0, $1) }
  }
}

/// What happened to a call in somebody's eyes.
enum EventKind: String {
  case added, changed, removed
}
