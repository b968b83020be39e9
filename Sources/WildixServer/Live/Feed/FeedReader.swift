import NIOPosix
import Synchronization
import WildixCore

/// Moves one cursor over all calls, on a thread and with a store of its own, so that it waits for nobody's questions.
final class FeedReader: Sendable {
  /// Changes and bytes that are told one by one.
  private static let mostChanges = 500
  private static let mostBytes = 4 << 20
  /// Sees everything. Nobody is called so.
  private static let viewer = Viewer(username: "", poste: "", role: .admin)

  /// What a look found.
  struct Look: Sendable {
    var users: [User]
    var step = FeedStep()
    /// Why the calls cannot be read right now.
    var fault: Fault?
  }

  /// What came of a look, and why it was made.
  struct Findings: Sendable {
    var subjects: Set<ServerResources.ChangeSubject>
    var look: Result<Look, any Error>
  }

  /// What stands in the way.
  enum Fault: Equatable, Sendable {
    /// A file that is at fault, in the words of the store.
    case source(ServerResources.SourceProblem)
    /// Something else; the log says what.
    case other(String)
  }

  private struct State: ~Copyable {
    var store: (any CallStore)?
    var cursor: CallCursor?
    /// What stood in the way when the calls were looked at last.
    var fault: Fault?
  }

  /// What looks found, in their order. For one who says of each when it is `taken`.
  let findings: AsyncStream<Findings>
  private let continuation: AsyncStream<Findings>.Continuation
  private let requests = Mutex(LookRequests())
  private let makeStore: @Sendable (@escaping ServerResources.ProblemReceiver) throws -> sending any CallStore
  private let people: any People
  private let explain: @Sendable (any Error) -> ServerResources.Failure
  private let pool = NIOThreadPool(numberOfThreads: 1)
  private let state = Mutex(State())
  private let warning = Mutex<ServerResources.SourceProblem?>(nil)

  init(_ resources: ServerResources) {
    makeStore = resources.makeWatchedStore
    people = resources.people
    explain = resources.explain
    (findings, continuation) = AsyncStream.makeStream()
    pool.start()
  }

  /// Asks for a look at users, then at calls, as soon as may be. What it finds is in `findings`.
  func ask(_ subject: ServerResources.ChangeSubject) {
    if requests.withLock({ $0.ask(subject) }) { schedule() }
  }

  /// The same for calls that were just saved here. For who has the calls in the file already, and lets nobody else save
  /// before this returns: what is saved next is told later.
  func ask(saved: [CallRow]) {
    if requests.withLock({ $0.ask(saved: saved) }) { schedule() }
  }

  /// The findings that came last have been dealt with.
  func taken() {
    if requests.withLock({ $0.taken() }) { schedule() }
  }

  private func schedule() {
    pool.submit { state in
      guard case .active = state else { return }
      let reasons = self.requests.withLock { $0.begin() }
      self.continuation.yield(Findings(subjects: reasons.subjects, look: Result { try self.look(reasons) }))
      self.requests.withLock { $0.ended() }
    }
  }

  /// Throws while it cannot be told who there is: nothing may be shown then.
  private func look(_ reasons: LookRequests.Reasons) throws -> Look {
    let users = try people.users()
    // Moved away, or not copied back yet.
    guard !users.isEmpty else { throw PeopleError.noUsers }
    var look = Look(users: users)
    state.withLock { state in
      let isKnown = reasons.subjects.isEmpty && Self.take(reasons.saved, &state, &look.step)
      if !isKnown { lookAtCalls(&state, &look.step) }
      look.fault = state.fault
    }
    return look
  }

  /// Takes over calls that were just saved, without the way by the index; false if it does not know all of them.
  private static func take(_ saved: [CallRow], _ state: inout State, _ step: inout FeedStep) -> Bool {
    guard var cursor = state.cursor.take() else { return false }
    defer { state.cursor = cursor }
    guard saved.allSatisfy({ cursor.seen[$0.id.indexed] != nil }) else { return false }
    for row in saved where cursor.seen[row.id.indexed] != row.revision {
      cursor.seen[row.id.indexed] = row.revision
      step.changes.append(ChangedCall(.changed(row)))
    }
    return true
  }

  private func lookAtCalls(_ state: inout State, _ step: inout FeedStep) {
    warning.withLock { $0 = nil }
    do {
      try advance(&state, &step)
      state.fault = warning.withLock { $0 }.map(Fault.source)
    } catch {
      state.fault = .other(explain(error).detail)
    }
  }

  private func advance(_ state: inout State, _ step: inout FeedStep) throws {
    if state.store == nil {
      state.store = try makeStore { [weak self] problem in self?.warning.withLock { $0 = problem } }
    }
    guard let store = state.store else { return }
    guard var cursor = state.cursor.take() else {
      var query = CallQuery()
      query.limit = 1
      var cursor = try store.follow(query, for: Self.viewer) { _ in true }
      // The limit was for what is shown; what is followed is everything.
      cursor.query = CallQuery()
      state.cursor = cursor
      // Nobody knows what had become of the calls before.
      step.isFlood = true
      return
    }
    // What was told of stays told, whatever happens in the middle.
    defer { state.cursor = cursor }
    var found = FeedStep()
    var bytes = 0
    defer { step = found }
    try store.changes(since: &cursor, for: Self.viewer) { change in
      guard !found.isFlood else { return }
      let call = ChangedCall(change)
      bytes += call.size
      found.changes.append(call)
      if found.changes.count > Self.mostChanges || bytes > Self.mostBytes { found = FeedStep(isFlood: true) }
    }
  }

  func shutDown() async throws { try await pool.shutdownGracefully() }
}
