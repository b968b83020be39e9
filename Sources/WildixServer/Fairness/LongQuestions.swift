/// The questions that are being answered, and which of them have taken so long that their places are another's.
struct LongQuestions {
  private struct Question {
    let began: ContinuousClock.Instant
    var hasGivenWay = false
  }

  /// From when on a question takes long.
  private static let patience = Duration.seconds(1)

  private let most: Int
  private var questions: [Int: Question] = [:]
  private var number = 0
  private var givenWay = 0

  /// None, of which at most `most` shall have given way at once.
  init(most: Int) { self.most = most }

  /// Answers what `end` is to be told.
  mutating func begin(at now: ContinuousClock.Instant) -> Int {
    number += 1
    questions[number] = Question(began: now)
    return number
  }

  /// Whether its place was another's already.
  mutating func end(_ number: Int) -> Bool {
    guard questions.removeValue(forKey: number)?.hasGivenWay == true else { return false }
    givenWay -= 1
    return true
  }

  /// How many questions give way now.
  mutating func giveWay(at now: ContinuousClock.Instant) -> Int {
    var count = 0
    for (number, question) in questions
    where givenWay < most && !question.hasGivenWay && now - question.began >= Self.patience {
      questions[number]?.hasGivenWay = true
      givenWay += 1
      count += 1
    }
    return count
  }
}
