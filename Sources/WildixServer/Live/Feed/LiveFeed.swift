import Logging
import Synchronization
import WildixCore

/// Tells every live connection what changes for whom it belongs to, and nobody anything else.
///
/// One cursor goes over all calls, moved on whenever something may have changed. What a change means is decided once for
/// each viewer who is connected, not for each connection.
actor LiveFeed {
  /// So long (nanoseconds) what a viewer was told is remembered after their last connection.
  private static let memory: Int64 = 300_000_000_000
  private static let mostAudiences = 5_000
  /// All is looked at anyhow so often: sessions end by their age, and a history may be missing.
  private static let rest = Duration.seconds(20)
  private static let restAtFault = Duration.seconds(1)
  /// After so long a change that was noticed during a save is looked at, in case it was another's.
  private static let saveTime = Duration.milliseconds(20)

  let sessions: Sessions
  private let resources: ServerResources
  private let stores: StorePool
  private let reader: FeedReader
  private let saving = Atomic<Bool>(false)
  private let lastID = Atomic<UInt64>(0)

  private var users: [User] = []
  private var fault: FeedReader.Fault?
  private var history = FeedHistory()
  var audiences: [Viewer: Audience] = [:]
  /// Audiences whose calls are being looked up, and what happened meanwhile.
  private var loading: [Viewer: (task: Task<Void, Never>, steps: [FeedStep])] = [:]
  /// Who is told under which viewer.
  var viewers: [SubscriptionID: Viewer] = [:]
  /// When sessions may be asked for again, and whether somebody is going to.
  var nextCheck: ContinuousClock.Instant = .now
  var checkIsPending = false
  /// Those who wait for the first look.
  private var beginning: [CheckedContinuation<Void, Never>]? = []

  init(_ resources: ServerResources, _ sessions: Sessions, _ stores: StorePool) {
    (self.resources, self.sessions, self.stores) = (resources, sessions, stores)
    reader = FeedReader(resources)
  }

  /// Something may have changed.
  nonisolated func wake(_ subject: ServerResources.ChangeSubject) { reader.ask(subject) }

  /// A save has begun, or ended. It says itself when what it wrote can be read.
  nonisolated func isSaving(_ isSaving: Bool) { saving.store(isSaving, ordering: .relaxed) }

  /// Looks and tells until the task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      for subject in ServerResources.ChangeSubject.allCases {
        group.addTask { await self.listen(to: subject) }
      }
      group.addTask { await self.tick() }
      for await findings in reader.findings {
        await take(findings)
        reader.taken()
      }
      group.cancelAll()
    }
    try? await reader.shutDown()
  }

  private func listen(to subject: ServerResources.ChangeSubject) async {
    do {
      for await _ in try resources.makeChanges(subject) {
        // Most likely our own save, in the middle of which reading would cost more.
        if subject == .calls, saving.load(ordering: .relaxed) { try? await Task.sleep(for: Self.saveTime) }
        wake(subject)
      }
    } catch {
      // What cannot be heard of is looked for.
      resources.logger.warning("\(resources.explain(error).detail)")
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.restAtFault)
        wake(subject)
      }
    }
  }

  private func tick() async {
    wake(.calls)
    while !Task.isCancelled {
      try? await Task.sleep(for: fault == nil ? Self.rest : Self.restAtFault)
      forgetAudiences()
      wake(.calls)
      if fault == nil { wake(.people) }
    }
  }

  private func take(_ findings: FeedReader.Findings) async {
    do {
      let look = try findings.look.get()
      if look.users != users || findings.subjects.contains(.people) { await checkPeople(look.users) }
      await tell(look.step)
      setFault(look.fault)
    } catch {
      setFault(.other(resources.explain(error).detail))
    }
    beginning?.forEach { $0.resume() }
    beginning = nil
  }

  private func checkPeople(_ now: [User]) async {
    let isOther = now != users && !users.isEmpty
    users = now
    if isOther {
      sessions.forgetAll()
      nextCheck = .now
    }
    await checkSessions()
    guard isOther else { return }
    var outbox = Outbox()
    for viewer in audiences.keys {
      if let news = audiences[viewer]?.usersChanged() { audiences[viewer]?.tell(news, &outbox) }
    }
    outbox.send()
  }

  // MARK: - Calls

  private func tell(_ step: FeedStep) async {
    guard !step.isEmpty else { return }
    if step.isFlood { return await resetAll() }
    for viewer in loading.keys { loading[viewer]?.steps.append(step) }
    let numbers = step.changes.map { history.add($0) }
    var rows = RowTexts()
    var outbox = Outbox()
    for viewer in audiences.keys where loading[viewer] == nil {
      if let news = audiences[viewer]?.take(step, numbers, &rows) { audiences[viewer]?.tell(news, &outbox) }
    }
    outbox.send()
  }

  /// So much has changed that everybody for whom anything did looks anew.
  private func resetAll() async {
    var outbox = Outbox()
    for viewer in audiences.keys {
      guard !viewer.isAdmin else {
        if let news = audiences[viewer]?.reset() { audiences[viewer]?.tell(news, &outbox) }
        continue
      }
      load(viewer)
    }
    outbox.send()
  }

  private func setFault(_ now: FeedReader.Fault?) {
    guard now != fault else { return }
    if case .other(let detail) = now { resources.logger.error("\(detail)") }
    fault = now
    for audience in audiences.values {
      for subscriber in audience.subscribers.values {
        var messages = FeedMessages()
        messages.source(now?.text(subscriber.language))
        subscriber.tell(FeedNews(frames: messages.frames, concernsCalls: false))
      }
    }
  }

  // MARK: - Audiences

  /// The audience of `viewer` is there when this returns.
  private func prepare(_ viewer: Viewer) async {
    if beginning != nil { await withCheckedContinuation { beginning?.append($0) ?? $0.resume() } }
    while audiences[viewer] == nil || loading[viewer] != nil {
      if viewer.isAdmin {
        audiences[viewer] = Audience(viewer, seen: nil)
      } else {
        await (loading[viewer]?.task ?? load(viewer)).value
      }
    }
  }

  /// Looks up which calls a viewer sees. What happens meanwhile counts as well: where it is in what was looked up
  /// already, it comes to the same.
  @discardableResult private func load(_ viewer: Viewer) -> Task<Void, Never> {
    if let task = loading[viewer]?.task {
      loading[viewer]?.steps.append(FeedStep(isFlood: true))
      return task
    }
    let task = Task {
      var query = CallQuery()
      query.limit = 1
      let asked = query
      let seen = try? await stores.run(for: viewer) { try $0.follow(asked, for: viewer) { _ in true }.seen }
      await loaded(viewer, seen)
    }
    loading[viewer] = (task, [])
    return task
  }

  private func loaded(_ viewer: Viewer, _ seen: SeenCalls?) async {
    let steps = loading.removeValue(forKey: viewer)?.steps ?? []
    var audience = audiences[viewer] ?? Audience(viewer, seen: nil)
    let isKnown = audiences[viewer] != nil
    // Where they cannot be read now, none is known: all are new when they can.
    let isNews = audience.replace(seen: seen ?? SeenCalls())
    for call in steps.flatMap(\.changes) { _ = audience.look(at: call) }
    if isKnown, isNews || steps.contains(where: { !$0.changes.isEmpty }) {
      var outbox = Outbox()
      audience.tell(audience.reset(), &outbox)
      outbox.send()
    }
    if audience.subscribers.isEmpty, audience.emptySince == nil { audience.emptySince = resources.uptime() }
    audiences[viewer] = audience
    if steps.contains(where: \.isFlood) { load(viewer) }
  }

  private func forgetAudiences() {
    let oldest = resources.uptime() - Self.memory
    audiences = audiences.filter { $0.value.emptySince.map { $0 > oldest } ?? true }
    guard audiences.count > Self.mostAudiences else { return }
    let empty = audiences.values.filter { $0.emptySince != nil }.sorted { $0.emptySince ?? 0 < $1.emptySince ?? 0 }
    for audience in empty.prefix(audiences.count - Self.mostAudiences) { audiences[audience.viewer] = nil }
  }

  // MARK: - Subscriptions

  nonisolated func makeID() -> SubscriptionID { lastID.add(1, ordering: .relaxed).newValue }

  /// Tells a live connection all that happens from here on: first where things stand, or what it missed since `after`.
  func subscribe(_ id: SubscriptionID, _ subscriber: any FeedSubscriber, after: String?) async {
    // Asked again, since rights may have changed since the connection was let in.
    let viewer: Viewer
    do {
      guard let found = try await sessions.viewer(for: subscriber.access.token) else { return subscriber.end(.session) }
      viewer = found
    } catch {
      return subscriber.end(.unavailable)
    }
    await prepare(viewer)
    guard !subscriber.isGone, var messages = audiences[viewer]?.welcome(after: after, history) else { return }
    if let fault { messages.source(fault.text(subscriber.language)) }
    subscriber.tell(FeedNews(frames: messages.frames, concernsCalls: false))
    enter(id, subscriber, viewer)
  }

  private func enter(_ id: SubscriptionID, _ subscriber: any FeedSubscriber, _ viewer: Viewer) {
    audiences[viewer]?.subscribers[id] = subscriber
    audiences[viewer]?.emptySince = nil
    viewers[id] = viewer
  }

  func unsubscribe(_ id: SubscriptionID) {
    guard let viewer = viewers.removeValue(forKey: id) else { return }
    audiences[viewer]?.subscribers[id] = nil
    if audiences[viewer]?.subscribers.isEmpty == true { audiences[viewer]?.emptySince = resources.uptime() }
  }

  /// Somebody's extension or role is another: their view is made anew.
  func move(_ id: SubscriptionID, to viewer: Viewer) async {
    guard let former = viewers[id], let subscriber = audiences[former]?.subscribers[id] else { return }
    unsubscribe(id)
    await prepare(viewer)
    guard !subscriber.isGone, let present = audiences[viewer]?.present else { return }
    var messages = FeedMessages()
    messages.reset(present)
    subscriber.tell(FeedNews(frames: messages.frames, concernsCalls: true))
    enter(id, subscriber, viewer)
  }
}

extension FeedReader.Fault {
  /// What people are told. Paths and the like are for the log.
  fileprivate func text(_ language: Language) -> String {
    switch self {
    case .source(let problem): PrintableText.of(problem[language])
    case .other: Phrase.unreadable[language]
    }
  }
}
