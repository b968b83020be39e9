import Testing
import WildixCore

@testable import WildixServer

/// Who comes back hears all that they missed, or that they must look anew.
@Suite struct FeedHistoryTests {
  private func call(_ id: String, bytes: Int = 2) -> ChangedCall {
    let row = CallRow(
      id: CallID(id), instant: nil, record: Array(repeating: 0x20, count: bytes), enrichment: nil, status: .todo,
      revision: 0)
    return ChangedCall(.changed(row))
  }

  @Test func keepsWhatWasToldLately() {
    var events = ToldEvents()
    for number in 1...600 {
      let told = events.add(.call(.changed, number: number))
      #expect(told == number)
    }
    #expect(events.after(600)?.isEmpty == true)
    #expect(events.after(598)?.map(\.number) == [599, 600])
    #expect(events.after(88)?.count == 512)
    #expect(events.after(87) == nil)
    // A number of the future is nobody's.
    #expect(events.after(601) == nil)
  }

  @Test func letsTheOldestGo() {
    var history = FeedHistory()
    for number in 0..<5_000 {
      let kept = history.add(call("\(number)"))
      #expect(kept == number)
    }
    #expect(history[903] == nil)
    #expect(history[904]?.id.text == "904")
    #expect(history[4_999]?.id.text == "4999")
    #expect(history[5_000] == nil)
  }

  @Test func isBoundedInBytes() {
    var history = FeedHistory()
    for number in 0..<20 { _ = history.add(call("\(number)", bytes: 4 << 20)) }
    #expect(history[19] != nil)
    #expect(history[15] == nil)
  }

  @Test(arguments: ["", ".", "a", "a.", "a.-1", "a.1.2", "a.99999999999999999999", "a.1 "])
  func knowsWhatIsNoSequence(_ text: String) {
    #expect(FeedMessages.Sequence(text) == nil)
  }

  @Test func readsTheSequenceItWrote() {
    let sequence = FeedMessages.Sequence("x1", 7)
    #expect(FeedMessages.Sequence(sequence.text).map { [$0.epoch, "\($0.number)"] } == ["x1", "7"])
  }
}
