import Testing
import WildixCore

@testable import WildixServer

/// What was saved is told as it was saved only where no look can have seen what became of it since.
@Suite struct LookRequestsTests {
  private func row(_ id: String, bytes: Int = 2) -> CallRow {
    CallRow(
      id: CallID(id), instant: nil, record: Array(repeating: 0x20, count: bytes), enrichment: nil, status: .todo,
      revision: 0)
  }

  /// Whether a look had to be scheduled.
  private func check(
    _ answer: Bool, is expected: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(answer == expected, sourceLocation: sourceLocation)
  }

  @Test func isOneLookHoweverOftenItIsAskedFor() {
    var requests = LookRequests()
    check(requests.ask(.calls))
    check(requests.ask(.people), is: false)
    check(requests.ask(saved: [row("1")]), is: false)
    let reasons = requests.begin()
    #expect(reasons.subjects == [.calls, .people])
    #expect(reasons.saved.map(\.id.text) == ["1"])
    let none = requests.begin()
    #expect(none.isEmpty)
  }

  @Test func keepsSavesInTheirOrder() {
    var requests = LookRequests()
    check(requests.ask(saved: [row("2"), row("1")]))
    check(requests.ask(saved: [row("2")]), is: false)
    let reasons = requests.begin()
    #expect(reasons.subjects.isEmpty)
    #expect(reasons.saved.map(\.id.text) == ["2", "1", "2"])
  }

  @Test func looksAgainForWhatIsSavedDuringALook() {
    var requests = LookRequests()
    check(requests.ask(.calls))
    _ = requests.begin()
    check(requests.ask(saved: [row("1")]))
    requests.ended()
    // What comes later may be told before the look that tells of the first.
    check(requests.ask(saved: [row("2")]), is: false)
    let reasons = requests.begin()
    #expect(reasons.subjects == [.calls])
    #expect(reasons.saved.map(\.id.text) == ["2"])
    requests.ended()
    check(requests.ask(saved: [row("3")]))
    let last = requests.begin()
    #expect(last.subjects.isEmpty)
    #expect(last.saved.map(\.id.text) == ["3"])
  }

  @Test(arguments: [(101, 2), (3, 2 << 20)]) func looksWhereItWouldKeepTooMuch(_ count: Int, _ bytes: Int) {
    var requests = LookRequests()
    for number in 1...count { _ = requests.ask(saved: [row("\(number)", bytes: bytes)]) }
    let reasons = requests.begin()
    #expect(reasons.subjects == [.calls])
    #expect(reasons.saved.isEmpty)
  }

  @Test func makesNoMoreLooksThanAreTaken() {
    var requests = LookRequests()
    var looks = 0
    while requests.ask(.calls) {
      _ = requests.begin()
      requests.ended()
      looks += 1
    }
    #expect(looks == 16)
    check(requests.taken())
    let reasons = requests.begin()
    #expect(reasons.subjects == [.calls])
    requests.ended()
    check(requests.taken(), is: false)
  }
}
