import Dispatch
import Foundation
import Testing
import WildixCore
import WildixStore

@testable import WildixServer

/// Questions that take long, and those who ask beside them.
@Suite struct StorePoolTests {
  private let directory = FileManager.default.temporaryDirectory.appending(path: "wildix-pool-\(UUID().uuidString)")

  private func makePool() throws -> StorePool {
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let history = #"{"type":"result","result":{"total":1,"records":[{"id":"1","start":"2026-11-24 10:00:00"}]}}"#
    try Data(history.utf8).write(to: directory.appending(path: "call_history.json"))
    let data = directory.path
    return StorePool {
      try FileCallStore(
        data: data, cache: data, zone: .utc, outlivesHistory: true, warn: { _ in }, progress: nil)
    }
  }

  private func viewer(_ name: String) -> Viewer { Viewer(username: name, poste: "10", role: .admin) }

  // Against hanging alone: tests that run beside it may keep it waiting for minutes.
  @Test(.timeLimit(.minutes(20))) func longQuestionsOfManyMakeNobodyWait() async throws {
    let pool = try makePool()
    defer { try? FileManager.default.removeItem(at: directory) }
    let service = Task { try await pool.run() }
    let end = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...12 {
        let viewer = viewer("long \(number % 6)")
        group.addTask { try await pool.run(for: viewer) { _ in end.wait() } }
      }
      // They are let in four at a time, and each time give way.
      try await Task.sleep(for: .seconds(5))
      let viewer = viewer("another")
      #expect(try await pool.run(for: viewer) { try $0.count(CallQuery(), for: viewer) } == 1)
      for _ in 1...12 { end.signal() }
      try await group.waitForAll()
    }
    service.cancel()
    try await service.value
  }

  @Test func aLongQuestionGivesWayOnce() {
    let began = ContinuousClock.now
    var questions = LongQuestions(most: 2)
    let numbers = (0..<3).map { _ in questions.begin(at: began) }
    let givenWay = [900, 1_000, 2_000].map { questions.giveWay(at: began + .milliseconds($0)) }
    #expect(givenWay == [0, 2, 0])
    let ended = numbers.map { questions.end($0) }
    #expect(ended.filter(\.self).count == 2)
    // There is room for others then.
    let next = questions.begin(at: began + .seconds(3))
    let again = (questions.giveWay(at: began + .seconds(4)), questions.end(next))
    #expect(again == (1, true))
  }
}
