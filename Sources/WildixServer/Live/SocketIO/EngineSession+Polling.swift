import Synchronization

extension EngineSession {
  /// What waits for the client, or will next. One poll at a time.
  func poll() async -> PollAnswer {
    await withCheckedContinuation { poll in
      var isOver = false
      let answer: PollAnswer? = state.withLock { state in
        guard !state.isEnded, case .polling = state.transport else { return .refused }
        if !state.waiting.isEmpty { return .packets(Self.body(&state)) }
        // The client waits for its poll to end before it takes the WebSocket.
        if state.probe != nil { return .packets(EnginePacket(.noop).text) }
        guard state.poll == nil else {
          isOver = true
          return .refused
        }
        state.poll = poll
        return nil
      }
      if let answer { poll.resume(returning: answer) }
      if isOver { end() }
    }
  }

  /// Whether the client may poll and post.
  var isPolling: Bool {
    state.withLock { state in
      if case .polling = state.transport { return !state.isEnded }
      return false
    }
  }
}
