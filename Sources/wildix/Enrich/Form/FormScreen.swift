import LinuxSystem
import WildixCore

/// What the form shows on the terminal, and in which language.
struct FormScreen {
  let editor: LineEditor
  let language: Language
  let hasColour: Bool

  /// Asks on the terminal; Ctrl-C leaves the form.
  func ask(_ question: LineQuestion) throws -> LineAnswer { try leaving { try editor.ask(question) } }

  /// Lets Ctrl-C and other signals act while nobody is asked; one that came before leaves the form.
  func rest() throws { try leaving { try editor.rest() } }

  private func leaving<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch is Interrupted {
      throw FormLeft()
    }
  }

  /// A prompt, in which what has no width is marked as readline wants it.
  func prompt(_ phrase: Phrase) -> String {
    let text = phrase[language]
    return hasColour ? "\u{1}\u{1B}[\(Style.heading.rawValue)m\u{2}\(text)\u{1}\u{1B}[0m\u{2}" : text
  }

  func say(_ phrase: Phrase, _ style: Style = .plain) throws { try show(phrase[language], style) }

  /// Which call it is, and how the form is used.
  func header(_ call: FormCall, zone: ZoneRules) throws {
    let record = call.record.filter { !$0.value.isEmpty }
    let start = call.instant.map { instant in
      let time = zone.clock(at: instant)
      return "\(EnrichmentTime.date(time)) \(EnrichmentTime.time(time))"
    }
    let name = record[.fromName].map { " (\($0))" } ?? ""
    let way = [record[.fromNumber].map { $0 + name } ?? record[.fromName], record[.toNumber]].map { $0 ?? "?" }
    let duration = record[.duration].map { Int($0).map(CallDuration.clock) ?? $0 }
    let parts = [
      Phrase.formCall(call.id.text)[language], start ?? record[.start],
      way == ["?", "?"] ? nil : "\(way[0]) → \(way[1])",
      duration.map { Phrase.formDuration($0)[language] },
    ]
    try show(parts.compactMap(\.self).joined(separator: " · "), .heading)
    try say(.formKeys, .quiet)
  }

  /// What is to be saved; what changes is marked.
  func summary(_ lines: [EnrichForm.Line]) throws {
    try say(.formSummary, .heading)
    let labels = lines.map { Phrase.formLabel($0.question.field)[language] }
    let width = labels.map(DisplayWidth.of).max() ?? 0
    for (line, label) in zip(lines, labels) where !line.new.isEmpty || line.new != line.old {
      let isChanged = !line.new.utf8.elementsEqual(line.old.utf8)
      var text = "\(isChanged ? "*" : " ") \(DisplayWidth.fit(label, to: width))  \(shown(line.new))"
      if isChanged, !line.old.isEmpty { text += "  \(Phrase.formBefore(line.old)[language])" }
      try show(text, isChanged ? .plain : .quiet)
    }
  }

  /// What somebody changed meanwhile, and what the user has in the same place.
  func changes(_ changes: [FormChange], yours: [EnrichmentField: String?]) throws {
    try say(.formChangedSince, .waiting)
    let labels = changes.map { $0.label[language] }
    let width = labels.map(DisplayWidth.of).max() ?? 0
    for (change, label) in zip(changes, labels) {
      var text = "  \(DisplayWidth.fit(label, to: width))  \(shown(change.old)) → \(shown(change.new))"
      if let field = change.field, let mine = yours[field] ?? nil {
        text += "  \(Phrase.formYours(shown(mine))[language])"
      }
      try show(text)
    }
  }

  func list(_ texts: [String]) throws { try show("  " + texts.joined(separator: ", ")) }

  /// What went wrong with a save.
  func failure(_ report: ErrorReport) throws {
    try say(report.message, .bad)
    if let hint = report.hint { try say(hint, .quiet) }
  }

  private func shown(_ text: String) -> String {
    text.isEmpty ? Phrase.formNothing[language] : EditableText(text).shown
  }

  private func show(_ text: String, _ style: Style = .plain) throws {
    let text = PrintableText.of(text)
    try editor.show(hasColour ? style.applied(to: text) : text)
  }
}
