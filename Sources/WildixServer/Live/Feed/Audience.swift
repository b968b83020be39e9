import WildixCore

/// All live connections of one viewer, and what they have been told.
struct Audience {
  let viewer: Viewer
  /// Begins the numbers of its events, so that nobody comes back with another audience's.
  let epoch = String(UInt64.random(in: .min ... .max), radix: 36)
  /// Calls that the viewer sees; nil for an admin, who sees all.
  private var seen: SeenCalls?
  private(set) var told = ToldEvents()
  var subscribers = Subscribers()
  /// Since when there are none (nanoseconds of the machine's uptime).
  var emptySince: Int64?

  init(_ viewer: Viewer, seen: SeenCalls?) {
    self.viewer = viewer
    self.seen = seen
  }

  /// The number of what was told last.
  var present: FeedMessages.Sequence { FeedMessages.Sequence(epoch, told.last) }

  /// What a change means to the viewer; nil: nothing. Remembers what they see now.
  mutating func look(at call: ChangedCall) -> (kind: EventKind, row: CallRow?)? {
    guard var seen else {
      switch call.change {
      case .added: return (.added, call.row(for: viewer))
      case .changed: return (.changed, call.row(for: viewer))
      case .removed: return (.removed, nil)
      }
    }
    self.seen = nil
    defer { self.seen = seen }
    let id = call.id.indexed
    let saw = seen[id] != nil
    guard let row = call.row(for: viewer) else {
      seen[id] = nil
      return saw ? (.removed, nil) : nil
    }
    seen[id] = row.revision
    return (saw ? .changed : .added, row)
  }

  /// What a step means to the viewer, as messages; nil: nothing.
  mutating func take(_ step: FeedStep, _ numbers: [Int], _ rows: inout RowTexts) -> FeedNews? {
    var messages = FeedMessages()
    for (call, number) in zip(step.changes, numbers) {
      guard let (kind, row) = look(at: call) else { continue }
      let sequence = note(.call(kind, number: number))
      if let row {
        messages.call(kind, sequence, row: rows.text(row, number))
      } else {
        messages.removed(call.id, sequence)
      }
    }
    return messages.isEmpty ? nil : FeedNews(frames: messages.frames, concernsCalls: true)
  }

  /// The viewer sees these calls now; answers whether that is news.
  mutating func replace(seen now: SeenCalls?) -> Bool {
    defer { seen = now }
    return now == nil || now != seen
  }

  mutating func reset() -> FeedNews {
    var messages = FeedMessages()
    messages.reset(note(.reset))
    return FeedNews(frames: messages.frames, concernsCalls: true)
  }

  mutating func usersChanged() -> FeedNews {
    var messages = FeedMessages()
    messages.users(note(.users))
    return FeedNews(frames: messages.frames, concernsCalls: false)
  }

  private mutating func note(_ event: ToldEvents.Event) -> FeedMessages.Sequence {
    FeedMessages.Sequence(epoch, told.add(event))
  }

  /// What somebody hears who connects: nothing but the present number the first time; what they missed, or that they
  /// must load anew, where they come back with the number that they heard last.
  func welcome(after text: String?, _ history: FeedHistory) -> FeedMessages {
    var messages = FeedMessages()
    guard let text else {
      messages.hello(present)
      return messages
    }
    guard let sequence = FeedMessages.Sequence(text), sequence.epoch == epoch,
      let missed = missed(after: sequence.number, history)
    else {
      messages.hello(present)
      messages.reset(present)
      return messages
    }
    // Not the present number: who loses the connection once more has missed all that follows.
    messages.hello(sequence)
    for (number, event) in missed {
      let sequence = FeedMessages.Sequence(epoch, number)
      switch event {
      case .users: messages.users(sequence)
      case .reset: messages.reset(sequence)
      case .call(let kind, let index):
        guard let call = history[index] else { continue }
        if kind != .removed, let row = call.row(for: viewer) {
          messages.call(kind, sequence, row: row.json)
        } else {
          messages.removed(call.id, sequence)
        }
      }
    }
    return messages
  }

  private func missed(after number: Int, _ history: FeedHistory) -> [(number: Int, event: ToldEvents.Event)]? {
    guard let missed = told.after(number) else { return nil }
    let isKept = missed.allSatisfy { missed in
      if case .call(_, let number) = missed.event { return history[number] != nil }
      return true
    }
    return isKept ? missed : nil
  }
}

/// Rows as JSON, each made once for all who see it the same way.
struct RowTexts {
  private var texts: [Int: [CallStatus: [UInt8]]] = [:]

  mutating func text(_ row: CallRow, _ number: Int) -> [UInt8] {
    if let text = texts[number]?[row.status] { return text }
    let text = row.json
    texts[number, default: [:]][row.status] = text
    return text
  }
}
