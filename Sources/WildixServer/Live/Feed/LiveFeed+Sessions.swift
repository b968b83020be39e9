import WildixCore

extension LiveFeed {
  private static let shortestPause = Duration.milliseconds(200)
  private static let batch = 200

  /// Asks again who everybody is who is connected: sessions end, and rights change. Not all the time, for every login
  /// changes the same file.
  func checkSessions() async throws {
    let began = ContinuousClock.now
    guard began >= nextCheck else { return checkLater() }
    checks += 1
    var holders: [String: [(SubscriptionID, Viewer, any FeedSubscriber)]] = [:]
    for (viewer, audience) in audiences {
      for (id, subscriber) in audience.subscribers.all {
        holders[subscriber.access.token, default: []].append((id, viewer, subscriber))
      }
    }
    let tokens = Array(holders.keys)
    for start in stride(from: 0, to: tokens.count, by: Self.batch) {
      let part = Array(tokens[start..<min(start + Self.batch, tokens.count)])
      for (token, viewer) in zip(part, try await viewers(for: part)) {
        for (id, former, subscriber) in holders[token] ?? [] where former != viewer {
          if let viewer { move(id, to: viewer) } else { end(id, subscriber) }
        }
      }
    }
    nextCheck = .now + max(Self.shortestPause, (.now - began) * 5)
  }

  /// Whom these tokens stand for, whatever is believed of them.
  func viewers(for tokens: [String]) async throws -> [Viewer?] {
    try await sessions.ask { people in
      let viewers = try tokens.map { try people.viewer(for: $0) }
      // Nobody is known while the database is away: that ends no session.
      guard try !people.users().isEmpty else { throw PeopleError.noUsers }
      return viewers
    }
  }

  private func checkLater() {
    guard !checkIsPending else { return }
    checkIsPending = true
    let due = nextCheck
    Task {
      try? await Task.sleep(until: due)
      checkIsPending = false
      wake(.people)
    }
  }

  private func end(_ id: SubscriptionID, _ subscriber: any FeedSubscriber) {
    unsubscribe(id)
    subscriber.end(.session)
  }
}
