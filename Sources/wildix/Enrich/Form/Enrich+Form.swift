import LinuxSystem
import WildixCore

extension Enrich {
  /// Opens the form on the terminal, and saves what it answers; nil if there was nothing to note.
  func fillIn(_ editor: LineEditor, _ context: Context, data: String, viewer: Viewer) throws -> EnrichmentSaved? {
    let store = try context.openCalls(data)
    let zone = SystemZone.reader()
    let people = context.openPeople(data)
    let screen = FormScreen(
      editor: editor, language: context.language, hasColour: usesColourOnTerminal(context))
    let call = try present(store, viewer)
    if let revision = try fields.draft(call.id).revision, revision != call.revision {
      throw LineError(reason: .changedSince, id: call.id)
    }
    let form = EnrichForm(
      call, language: screen.language, now: zone.clock(at: context.clock.seconds), users: { try people.users() })
    let values = try EarlierValues(FormQuestion.all.map(\.field).filter(\.hasEarlierValues), in: store, for: viewer)
    var dialog = FormDialog(form, on: screen, values: values, users: { try people.users() })
    try screen.header(call, zone: zone)
    while var draft = try dialog.draft() {
      while true {
        try screen.rest()
        do {
          let save = EnrichmentSave([draft], now: context.clock.seconds, zone: zone)
          // Who may not come in any more does not save either, however long the form was open.
          return try store.save(save, by: currentViewer(context, data: data))
        } catch let refusal as EnrichmentRefusal {
          guard refusal.reason == .changedSince else {
            try dialog.refuse(refusal.reason)
            break
          }
          guard try dialog.follow(present(store, viewer), draft), let next = try? dialog.form.draft(), !next.isEmpty
          else { break }
          draft = next
        } catch {
          guard let report = ErrorReport(error), !(error is PeopleError) else { throw error }
          try screen.failure(report)
          guard try dialog.confirm(.formTryAgain) else { break }
        }
      }
    }
    try screen.say(.formUnchanged)
    return nil
  }

  /// The call as it stands.
  private func present(_ store: any CallStore, _ viewer: Viewer) throws -> FormCall {
    guard let row = try store.call(CallID(id), for: viewer) else {
      throw LineError(reason: .unknownCall, id: CallID(id))
    }
    return try FormCall(row)
  }

  /// The questions are on the terminal, whatever standard output is.
  private func usesColourOnTerminal(_ context: Context) -> Bool {
    switch shared.color {
    case .always: true
    case .never: false
    case .auto: context.environment["NO_COLOR"] == nil && ![nil, "dumb"].contains(context.environment["TERM"])
    }
  }
}

extension EnrichmentField {
  /// Whether what was noted for another call is of use for this one.
  fileprivate var hasEarlierValues: Bool { self != .date && self != .heure && self != .reponduParAgent }
}
