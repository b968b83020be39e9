import Testing

@testable import WildixServer

/// A question gives way when it takes long, once, and only so many at a time.
@Suite struct LongQuestionsTests {
  @Test func giveWayOnce() {
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
