import Synchronization
import Testing

@testable import WildixServer

/// Who waits is let in by turns, and nobody waits for ever.
@Suite struct TurnsTests {
  private final class Log: Sendable {
    private let names = Mutex<[String]>([])
    var all: [String] { names.withLock { $0 } }
    func add(_ name: String) { names.withLock { $0.append(name) } }
  }

  private func turns(_ running: Int, each: Int, waiting: Int = 100, waitingEach: Int = 50) -> Turns {
    Turns(
      Turns.Limits(running: running, runningEach: each, waiting: waiting, waitingEach: waitingEach), refusal: .busy)
  }

  /// Lets `parties` wait one after the other while somebody is in, and answers in which order they got in.
  private func order(_ parties: [String], _ turns: Turns) async throws -> [String] {
    let log = Log()
    try await turns.enter("first")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for party in parties {
        let began = Log()
        group.addTask {
          began.add(party)
          do {
            try await turns.enter(party)
          } catch {
            return log.add("\(party) refused")
          }
          log.add(party)
          turns.leave(party)
        }
        while began.all.isEmpty { await Task.yield() }
        // From here to its place in the line it does not wait for anything.
        try await Task.sleep(for: .milliseconds(100))
      }
      turns.leave("first")
      try await group.waitForAll()
    }
    return log.all
  }

  @Test func letsPartiesInByTurns() async throws {
    #expect(try await order(["a", "a", "a", "b", "c", "b"], turns(1, each: 1)) == ["a", "b", "c", "a", "b", "a"])
  }

  @Test func refusesWhoHasTooMuchWaiting() async throws {
    #expect(try await order(["a", "a", "a", "b"], turns(1, each: 1, waitingEach: 2)) == ["a refused", "a", "b", "a"])
  }

  @Test func takesAPlaceFromWhoHasMost() async throws {
    #expect(
      try await order(["a", "a", "a", "b", "c"], turns(1, each: 1, waiting: 3)) == [
        "a refused", "a refused", "a", "b", "c",
      ])
  }

  @Test func leavesTheLastPlaceToOthers() async throws {
    let turns = turns(3, each: 3)
    try await turns.enter("a")
    try await turns.enter("a")
    // A third would be the last there is: another party gets in before.
    let third = Task { try await turns.enter("a") }
    try await Task.sleep(for: .milliseconds(200))
    try await turns.enter("b")
    turns.leave("b")
    turns.leave("a")
    try await third.value
  }

  @Test func whoGivesWayLetsOthersInAndNotTheirOwn() async throws {
    let turns = turns(2, each: 1)
    try await turns.enter("a")
    try await turns.enter("b")
    let own = Task { try await turns.enter("a") }
    let other = Task { try await turns.enter("c") }
    try await Task.sleep(for: .milliseconds(200))
    turns.giveWay()
    try await other.value
    turns.leave("c")
    turns.leave("a", hasGivenWay: true)
    try await own.value
  }
}
