import Logging
import Synchronization
import WildixCore

/// Tells every live connection what changes for whom it belongs to, and nobody anything else.
///
/// One cursor goes over all calls, moved on whenever something may have changed. What a change means is decided once for
/// each viewer who is connected, not for each connection.
actor LiveFeed {
  /// All is looked at anyhow so often: sessions end by their age, and a history may be missing.
  private static let rest = Duration.seconds(20)
  private static let restAtFault = Duration.seconds(1)
  /// After so long a change that was noticed during a save is looked at, in case it was another's.
  private static let saveTime = Duration.milliseconds(20)

  let sessions: Sessions
  let resources: ServerResources
  let stores: StorePool
  private let reader: FeedReader
  private let saving = Atomic<Bool>(false)
  private let lastID = Atomic<UInt64>(0)

  private var users: [User] = []
  /// Whether sessions must be asked for, and what is to be told when that is done.
  private var isPeopleDue = true
  private var held = FeedStep()
  private(set) var fault: FeedReader.Fault?
  private(set) var history = FeedHistory()
  var audiences: [Viewer: Audience] = [:]
  var loading: [Viewer: Loading] = [:]
  var loads = LoadTurns()
  /// Audiences whose calls could not be looked up.
  var unread: Set<Viewer> = []
  /// Who is told under which viewer.
  var viewers: [SubscriptionID: Viewer] = [:]
  /// How often it was asked who everybody is.
  var checks: UInt64 = 0
  /// When sessions may be asked for again, and whether somebody is going to.
  var nextCheck: ContinuousClock.Instant = .now
  var checkIsPending = false
  /// Those who wait for the first look.
  var beginning: [CheckedContinuation<Void, Never>]? = []

  init(_ resources: ServerResources, _ sessions: Sessions, _ stores: StorePool) {
    (self.resources, self.sessions, self.stores) = (resources, sessions, stores)
    reader = FeedReader(resources)
  }

  /// Something may have changed.
  nonisolated func wake(_ subject: ServerResources.ChangeSubject) { reader.ask(subject) }

  /// A save has changed these calls.
  nonisolated func saved(_ calls: [CallRow]) { reader.ask(saved: calls) }

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
    var due = ContinuousClock.now + Self.rest
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.restAtFault)
      let isDue = due <= .now
      if isDue {
        due = .now + Self.rest
        forgetAudiences()
        wake(.people)
      }
      if isDue || fault != nil { wake(.calls) }
      loadUnread()
    }
  }

  private func take(_ findings: FeedReader.Findings) async {
    if findings.subjects.contains(.people) { isPeopleDue = true }
    do {
      let look = try findings.look.get()
      // While it cannot be told who they are, they are told nothing.
      held.add(look.step)
      if isPeopleDue || look.users != users { try await checkPeople(look.users) }
      isPeopleDue = false
      let step = held
      held = FeedStep()
      tell(step)
      setFault(look.fault)
    } catch {
      setFault(.other(resources.explain(error).detail))
    }
    beginning?.forEach { $0.resume() }
    beginning = nil
  }

  private func checkPeople(_ now: [User]) async throws {
    let isOther = now != users && !users.isEmpty
    if isOther {
      sessions.forgetAll()
      nextCheck = .now
    }
    try await checkSessions()
    users = now
    guard isOther else { return }
    var outbox = Outbox()
    for viewer in audiences.keys {
      if let news = audiences[viewer]?.usersChanged() { audiences[viewer]?.subscribers.tell(news, &outbox) }
    }
    outbox.send()
  }

  // MARK: - Calls

  private func tell(_ step: FeedStep) {
    guard !step.isEmpty else { return }
    for viewer in loading.keys { loading[viewer]?.missed.add(step) }
    if step.isFlood { return resetAll() }
    let numbers = step.changes.map { history.add($0) }
    var rows = RowTexts()
    var outbox = Outbox()
    for viewer in audiences.keys where loading[viewer] == nil {
      if let news = audiences[viewer]?.take(step, numbers, &rows) { audiences[viewer]?.subscribers.tell(news, &outbox) }
    }
    outbox.send()
  }

  /// So much has changed that everybody for whom anything did looks anew.
  private func resetAll() {
    var outbox = Outbox()
    for viewer in audiences.keys where loading[viewer] == nil {
      guard !viewer.isAdmin else {
        if let news = audiences[viewer]?.reset() { audiences[viewer]?.subscribers.tell(news, &outbox) }
        continue
      }
      load(viewer)
    }
    outbox.send()
  }

  private func setFault(_ now: FeedReader.Fault?) {
    guard now != fault else { return }
    if case .other(let detail) = now { resources.logger.error("\(detail)") }
    let former = fault
    fault = now
    for (viewer, audience) in audiences {
      for subscriber in audience.subscribers.all.values {
        let text = now?.text(subscriber.language, for: viewer)
        guard text != former?.text(subscriber.language, for: viewer) else { continue }
        var messages = FeedMessages()
        messages.source(text)
        subscriber.tell(FeedNews(frames: messages.frames, concernsCalls: false))
      }
    }
  }

  nonisolated func makeID() -> SubscriptionID { lastID.add(1, ordering: .relaxed).newValue }
}

extension FeedReader.Fault {
  /// What people are told. Paths and the like are for the log, and where a file is broken for admins: that says how many
  /// calls others have.
  func text(_ language: Language, for viewer: Viewer) -> String {
    switch self {
    case .source(let problem): PrintableText.of((viewer.isAdmin ? problem.detail : problem.summary)[language])
    case .other: Phrase.unreadable[language]
    }
  }
}
