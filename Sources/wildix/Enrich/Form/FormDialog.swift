import LinuxSystem
import WildixCore

/// The form was left: nothing was saved.
struct FormLeft: Error, Equatable {}

/// The form on the terminal: asks one question after the other, then whether to save.
struct FormDialog {
  let screen: FormScreen
  let values: EarlierValues
  let users: () throws -> [User]
  private(set) var form: EnrichForm

  init(_ form: EnrichForm, on screen: FormScreen, values: EarlierValues, users: @escaping () throws -> [User]) {
    self.form = form
    self.screen = screen
    self.values = values
    self.users = users
  }

  /// Asks until the user wants it saved, and answers what; nil if there is nothing to note. `FormLeft` if they leave.
  mutating func draft() throws -> EnrichmentDraft? {
    while true {
      while let question = form.question { try ask(question) }
      let draft: EnrichmentDraft
      do {
        draft = try form.draft()
      } catch let reason as EnrichmentRefusal.Reason {
        try refuse(reason)
        continue
      }
      if draft.isEmpty { return nil }
      try screen.summary(form.summary(draft))
      if try confirm(.formConfirm) { return draft }
    }
  }

  /// Says why the draft cannot be saved, and opens the question that it comes from.
  mutating func refuse(_ reason: EnrichmentRefusal.Reason) throws {
    switch reason {
    case .invalidDate: form.open(.text(.date))
    case .invalidTime: form.open(.text(.heure))
    case .tooLong(let field): form.open(field == .traiteParOuTransmisA ? .target : .text(field))
    case .handedToNobody, .unknownUser, .poste, .answeredAndHanded: form.open(.target)
    case .unknownCall, .changedSince, .invalidDraft: throw LineError(reason: reason, id: form.call.id)
    }
    try say(reason)
  }

  /// Shows what has changed meanwhile, and goes on from there once the user wants to; true if they want to save without
  /// looking at the questions again.
  mutating func follow(_ call: FormCall, _ draft: EnrichmentDraft) throws -> Bool {
    let changes = FormChange.between(form.call, call, screen.language)
    let yours = Dictionary(uniqueKeysWithValues: form.summary(draft).map { ($0.question.field, $0) })
    form.rebase(on: call)
    if changes.isEmpty { return true }
    try screen.changes(changes, yours: yours.mapValues { $0.old == $0.new ? nil : $0.new })
    return try confirm(.formSaveAnyway)
  }

  /// Yes or no; no leaves the form. False if the user wants back to the questions.
  mutating func confirm(_ phrase: Phrase) throws -> Bool {
    while true {
      screen.editor.forgetTyping()
      switch try screen.ask(LineQuestion(screen.prompt(phrase))) {
      case .text("<"), .back:
        if form.question == nil { _ = form.goBack() }
        return false
      case .text("?"), .help: try screen.say(.formConfirmHelp, .quiet)
      case .text(let text):
        switch YesNo.parse(text) {
        case true?: return true
        case false?: throw FormLeft()
        case nil: try screen.say(.formYesOrNo, .bad)
        }
      case .unreadable: try screen.say(.formNotUTF8, .bad)
      case .ended: throw FormLeft()
      }
    }
  }

  private mutating func ask(_ question: FormQuestion) throws {
    let line = form.line(question)
    let answer = try screen.ask(
      LineQuestion(
        screen.prompt(.formPrompt(question)), text: line, history: values[question.field],
        completions: try completions(question)))
    switch answer {
    case .text("?") where line != "?": try help(question)
    case .help(let text):
      form.keep(text)
      try help(question)
    case .text("<") where line != "<": try goBack()
    case .back(let text):
      form.keep(text)
      try goBack()
    case .text(let text):
      do {
        try form.answer(text)
      } catch let reason as EnrichmentRefusal.Reason {
        try say(reason)
      } catch is FormFault {
        try screen.say(.formYesOrNo, .bad)
      }
    case .unreadable: try screen.say(.formNotUTF8, .bad)
    case .ended: throw FormLeft()
    }
  }

  private func say(_ reason: EnrichmentRefusal.Reason) throws {
    try screen.say(.refusal(reason, call: form.call.id.text), .bad)
    if let hint = Phrase.formHint(reason) { try screen.say(hint, .quiet) }
  }

  private mutating func goBack() throws {
    if !form.goBack() { try screen.say(.formIsFirst, .quiet) }
  }

  private func help(_ question: FormQuestion) throws {
    try screen.say(.formHelp(question), .quiet)
    if question == .target {
      try screen.list(users().map { "\($0.username) (\($0.poste))" })
    }
    for phrase in Phrase.formKeysHelp { try screen.say(phrase, .quiet) }
  }

  private func completions(_ question: FormQuestion) throws -> @Sendable (String) -> [String] {
    let candidates: [String] =
      switch question {
      case .answered: [true, false].map { YesNo.text($0, screen.language) }
      case .target: try users().map(\.username)
      case .text: values[question.field]
      }
    return { typed in
      let prefix = typed.lowercased()
      return candidates.filter { $0.lowercased().hasPrefix(prefix) }
    }
  }
}
