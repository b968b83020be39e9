import DequeModule
import WildixCore

extension LiveFeed {
  /// So long (nanoseconds) what a viewer was told is remembered after their last connection.
  private static let memory: Int64 = 300_000_000_000
  private static let mostAudiences = 5_000

  /// An audience whose calls are being looked up, and what happens meanwhile.
  struct Loading {
    var task: Task<Void, Never>
    var missed = FeedStep()
  }

  /// The audience of `viewer` is there when this returns.
  func prepare(_ viewer: Viewer) async {
    if beginning != nil { await withCheckedContinuation { beginning?.append($0) ?? $0.resume() } }
    while audiences[viewer] == nil || loading[viewer] != nil {
      if viewer.isAdmin {
        audiences[viewer] = Audience(viewer, seen: nil)
        audiences[viewer]?.emptySince = resources.uptime()
      } else {
        await (loading[viewer]?.task ?? load(viewer)).value
      }
    }
  }

  /// Looks up which calls a viewer sees. What happens meanwhile counts as well: where it is in what was looked up
  /// already, it comes to the same.
  @discardableResult func load(_ viewer: Viewer) -> Task<Void, Never> {
    if let task = loading[viewer]?.task { return task }
    let task = Task {
      var query = CallQuery()
      query.limit = 1
      let asked = query
      // Not behind the questions that the viewer has waiting: what they ask is their own affair.
      await beginLoad()
      let seen = try? await stores.run { try $0.follow(asked, for: viewer) { _ in true }.seen }
      endLoad()
      loaded(viewer, seen)
    }
    loading[viewer] = Loading(task: task)
    return task
  }

  private func loaded(_ viewer: Viewer, _ now: SeenCalls?) {
    let missed = loading.removeValue(forKey: viewer)?.missed ?? FeedStep()
    let isKnown = audiences[viewer] != nil
    var audience = audiences[viewer] ?? Audience(viewer, seen: SeenCalls())
    var isNews = false
    if let now {
      unread.remove(viewer)
      isNews = audience.replace(seen: now)
    } else {
      // What was known stays until it can be read.
      unread.insert(viewer)
    }
    for call in missed.changes { _ = audience.look(at: call) }
    if isKnown, isNews || !missed.changes.isEmpty {
      var outbox = Outbox()
      audience.subscribers.tell(audience.reset(), &outbox)
      outbox.send()
    }
    if audience.subscribers.isEmpty, audience.emptySince == nil { audience.emptySince = resources.uptime() }
    audiences[viewer] = audience
    if missed.isFlood { load(viewer) }
  }

  /// Tries again what could not be looked up.
  func loadUnread() {
    unread = unread.filter { audiences[$0] != nil }
    for viewer in unread { load(viewer) }
  }

  func forgetAudiences() {
    let oldest = resources.uptime() - Self.memory
    audiences = audiences.filter { $0.value.emptySince.map { $0 > oldest } ?? true }
    guard audiences.count > Self.mostAudiences else { return }
    let empty = audiences.values.filter { $0.emptySince != nil }.sorted { $0.emptySince ?? 0 < $1.emptySince ?? 0 }
    for audience in empty.prefix(audiences.count - Self.mostAudiences) { audiences[audience.viewer] = nil }
  }

  private func beginLoad() async {
    if !loads.begin() { await withCheckedContinuation { loads.waiting.append($0) } }
  }

  private func endLoad() { loads.end() }
}

/// How many audiences are looked up at once: some threads are left for those who ask.
struct LoadTurns {
  private static let most = 2

  private var running = 0
  var waiting: Deque<CheckedContinuation<Void, Never>> = []

  /// Whether one more may begin now.
  mutating func begin() -> Bool {
    guard running < Self.most else { return false }
    running += 1
    return true
  }

  mutating func end() {
    if let next = waiting.popFirst() { next.resume() } else { running -= 1 }
  }
}
