import DequeModule
import Synchronization

/// Places for work, shared fairly: little is done at once, and who waits is let in by turns, one party after the other, so
/// that nobody waits because somebody else asks much.
final class Turns: Sendable {
  struct Limits: Sendable {
    /// What is done at once, in all and for one party. Beyond the first place a party gets none that is the last one.
    var running: Int
    var runningEach: Int
    /// What may wait, in all and of one party.
    var waiting: Int
    var waitingEach: Int
  }

  private typealias Turn = CheckedContinuation<Void, any Error>

  private struct Line {
    var running = 0
    var waiting: Deque<Turn> = []
  }

  private struct State {
    var lines: [String: Line] = [:]
    /// Those of whom something waits, whose turn it is first.
    var order: Deque<String> = []
    var running = 0
    var waiting = 0
  }

  private let limits: Limits
  private let refusal: Problem
  private let state = Mutex(State())

  /// `refusal` is told to who finds no place, or has to give it to somebody who has fewer.
  init(_ limits: Limits, refusal: Problem) {
    self.limits = limits
    self.refusal = refusal
  }

  /// Waits until it is the party's turn; `leave` must follow.
  func enter(_ party: String) async throws {
    try await withCheckedThrowingContinuation { (turn: Turn) in
      let (answer, displaced) = state.withLock { enter(party, turn, &$0) }
      displaced?.resume(throwing: refusal)
      if let answer { turn.resume(with: answer) }
    }
  }

  /// Somebody who was let in needs the place no longer, but remains one of the few whom their party may have there.
  func giveWay() {
    let next = state.withLock { state in
      state.running -= 1
      return letIn(&state)
    }
    for turn in next { turn.resume() }
  }

  /// What the party was let in for is done.
  func leave(_ party: String, hasGivenWay: Bool = false) {
    let next = state.withLock { state in
      if !hasGivenWay { state.running -= 1 }
      state.lines[party]?.running -= 1
      Self.forget(party, &state)
      return letIn(&state)
    }
    for turn in next { turn.resume() }
  }

  private func enter(
    _ party: String, _ turn: Turn, _ state: inout State
  ) -> (answer: Result<Void, any Error>?, displaced: Turn?) {
    var line = state.lines[party] ?? Line()
    if line.waiting.isEmpty, mayRun(line, state) {
      state.running += 1
      line.running += 1
      state.lines[party] = line
      return (.success(()), nil)
    }
    guard line.waiting.count < limits.waitingEach else { return (.failure(refusal), nil) }
    var displaced: Turn?
    if state.waiting >= limits.waiting {
      displaced = displace(by: line, &state)
      if displaced == nil { return (.failure(refusal), nil) }
    }
    if line.waiting.isEmpty { state.order.append(party) }
    line.waiting.append(turn)
    state.waiting += 1
    state.lines[party] = line
    return (nil, displaced)
  }

  /// The last place of whoever has most of them, if that leaves them no fewer than the newcomer will have.
  private func displace(by line: Line, _ state: inout State) -> Turn? {
    guard let busiest = state.lines.max(by: { $0.value.waiting.count < $1.value.waiting.count }),
      busiest.value.waiting.count > line.waiting.count + 1
    else { return nil }
    state.waiting -= 1
    return state.lines[busiest.key]?.waiting.popLast()
  }

  private func mayRun(_ line: Line, _ state: State) -> Bool {
    guard state.running < limits.running, line.running < limits.runningEach else { return false }
    return line.running == 0 || state.running + 1 < limits.running
  }

  private func letIn(_ state: inout State) -> [Turn] {
    var next: [Turn] = []
    while let index = state.order.firstIndex(where: { party in
      state.lines[party].map { mayRun($0, state) } ?? false
    }) {
      let party = state.order.remove(at: index)
      guard let turn = state.lines[party]?.waiting.popFirst() else { continue }
      next.append(turn)
      state.waiting -= 1
      state.running += 1
      state.lines[party]?.running += 1
      if state.lines[party]?.waiting.isEmpty == false { state.order.append(party) }
    }
    return next
  }

  private static func forget(_ party: String, _ state: inout State) {
    if let line = state.lines[party], line.running == 0, line.waiting.isEmpty { state.lines[party] = nil }
  }
}
