import WildixCore

/// The questions about a call and the answers to them: all of the form but the terminal.
struct EnrichForm {
  private(set) var call: FormCall
  /// The question that is open; nil when all are answered.
  private(set) var question: FormQuestion? = FormQuestion.all.first
  private let language: Language
  /// Date and time for a new enrichment.
  private let now: CivilTime
  private let users: () throws -> [User]
  /// What stands on the lines of questions, where that is not what was there before.
  private var typed: [FormQuestion: String] = [:]

  init(_ call: FormCall, language: Language, now: CivilTime, users: @escaping () throws -> [User]) {
    self.call = call
    self.language = language
    self.now = now
    self.users = users
  }

  /// What stands on the line of `question`.
  func line(_ question: FormQuestion) -> String { typed[question] ?? present(question).shown }

  /// Notes what stands on the line of the open question, without going on.
  mutating func keep(_ line: String) {
    guard let question else { return }
    typed[question] = line.utf8.elementsEqual(present(question).shown.utf8) ? nil : line
  }

  /// Answers the open question, and opens the next. Throws what is wrong with the answer, and stays.
  mutating func answer(_ line: String) throws {
    guard let question else { return }
    keep(line)
    try check(question)
    self.question = next(after: question)
  }

  /// Opens the question before; false if there is none.
  mutating func goBack() -> Bool {
    let asked = FormQuestion.all.filter(isAsked)
    let index = question.flatMap(asked.firstIndex) ?? asked.count
    guard index > 0 else { return false }
    question = asked[index - 1]
    return true
  }

  /// Opens `question`, or where it is not asked the one that decides on that.
  mutating func open(_ question: FormQuestion) { self.question = isAsked(question) ? question : .answered }

  /// Goes on from another state of the call, keeping what was typed.
  mutating func rebase(on call: FormCall) {
    // Who answered and to whom it was handed belong together.
    let isHandled = typed[.answered] != nil || typed[.target] != nil
    let lines = isHandled ? [FormQuestion.answered: line(.answered), .target: line(.target)] : [:]
    self.call = call
    typed.merge(lines) { $1 }
    for (question, line) in typed where line.utf8.elementsEqual(present(question).shown.utf8) { typed[question] = nil }
  }

  private func next(after question: FormQuestion) -> FormQuestion? {
    FormQuestion.all.drop { $0 != question }.dropFirst().first(where: isAsked)
  }

  private func isAsked(_ question: FormQuestion) -> Bool { question != .target || isAnswered == false }

  private func check(_ question: FormQuestion) throws {
    if case .text(let field) = question, let text = value(question), EnrichmentField.isTooLong(text),
      text != call.texts[field]
    {
      throw EnrichmentRefusal.Reason.tooLong(field)
    }
    switch question {
    case .text(.date):
      if let date = value(question), !EnrichmentTime.isDate(date) {
        throw EnrichmentRefusal.Reason.invalidDate(date)
      }
    case .text(.heure):
      if let time = value(question), !EnrichmentTime.isTime(time) {
        throw EnrichmentRefusal.Reason.invalidTime(time)
      }
    case .text: break
    case .answered:
      let line = line(.answered)
      if isAnswered == nil, !line.isEmpty || !present(.answered).shown.isEmpty { throw FormFault.neitherYesNorNo(line) }
      if isAnswered != false { _ = try handling() }
    case .target: _ = try handling()
    }
  }
}

// What becomes of the answers.
extension EnrichForm {
  /// A field as it was and as it will be.
  struct Line: Equatable {
    var question: FormQuestion
    var old: String
    var new: String
  }

  /// What `draft` makes of the call.
  func summary(_ draft: EnrichmentDraft) -> [Line] {
    FormQuestion.all.map { question in
      let old = call.text(question, language)
      return Line(question: question, old: old, new: draft.text(question, language) ?? old)
    }
  }

  /// What there was before, or is without being asked.
  private func present(_ question: FormQuestion) -> EditableText {
    switch question {
    case .text(.date) where call.isNew: EditableText(EnrichmentTime.date(now))
    case .text(.heure) where call.isNew: EditableText(EnrichmentTime.time(now))
    case .text(let field): EditableText(call.texts[field] ?? "")
    case .answered: EditableText(wasAnswered.map { YesNo.text($0, language) } ?? "")
    case .target: EditableText(call.handling.target)
    }
  }

  /// What the call's state amounts to: handed to somebody means that another answers.
  private var wasAnswered: Bool? { call.handling.isAnswered ?? (call.handling.target.isEmpty ? nil : false) }

  /// What the line of "answered" says; nil for nothing, or what cannot be understood.
  private var isAnswered: Bool? { YesNo.parse(trimmed(line(.answered))) }

  /// What a question's line makes of its field; nil if that stays as it is.
  private func value(_ question: FormQuestion) -> String? {
    typed[question].map { present(question).restored(trimmed($0)) }
  }

  private func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// What the two questions on answering and handing over make of the call, as the rule has it; empty if nothing.
  private func handling() throws -> EnrichmentDraft {
    let unchanged = EnrichmentDraft(call.id)
    if typed[.answered] == nil, typed[.target] == nil || isAnswered != false,
      let same = try? HandlingRule.apply(unchanged, to: call.handling, users: users), same == call.handling
    {
      return unchanged
    }
    var draft = unchanged
    draft.isAnswered = isAnswered
    if isAnswered == false { draft.target = value(.target) ?? call.handling.target }
    if isAnswered == true { draft.target = "" }
    let result = try HandlingRule.apply(draft, to: call.handling, users: users)
    return result == call.handling ? unchanged : draft
  }

  /// The draft of what was answered; empty if nothing is to be noted.
  func draft() throws -> EnrichmentDraft {
    var draft = try handling()
    draft.revision = call.revision
    for field in EnrichmentField.texts {
      guard let value = value(.text(field)), !value.utf8.elementsEqual((call.texts[field] ?? "").utf8) else { continue }
      draft.texts[field] = value
    }
    // What was shown is what is saved, however long that takes.
    if call.isNew, !draft.isEmpty {
      draft.texts[.date] = draft.texts[.date] ?? EnrichmentTime.date(now)
      draft.texts[.heure] = draft.texts[.heure] ?? EnrichmentTime.time(now)
    }
    return draft
  }
}

extension EnrichmentDraft {
  /// What the draft makes of a field; nil if it stays as it is.
  fileprivate func text(_ question: FormQuestion, _ language: Language) -> String? {
    switch question {
    case .text(let field): texts[field]
    case .answered: isAnswered.map { YesNo.text($0, language) }
    case .target: target
    }
  }
}

/// What only a form can be told.
enum FormFault: Error, Equatable {
  case neitherYesNorNo(String)
}
