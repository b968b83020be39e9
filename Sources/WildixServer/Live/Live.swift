import ServiceLifecycle

/// All that stays connected: the feed, and who listens to it.
final class Live: Service {
  /// How long clients may take to hang up when the server is to end.
  private static let farewell = Duration.milliseconds(1_500)

  let feed: LiveFeed
  let limits = SocketLimits()
  let engines: EngineSessions

  init(_ resources: ServerResources, _ sessions: Sessions, _ stores: StorePool) {
    feed = LiveFeed(resources, sessions, stores)
    engines = EngineSessions(feed)
  }

  /// Runs until the server is to end; then says goodbye to everybody.
  func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [feed] in await feed.run() }
      group.addTask { [engines] in await engines.run() }
      try? await gracefulShutdown()
      engines.endAll()
      limits.endAll()
      let end = ContinuousClock.now + Self.farewell
      while !limits.isQuiet, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(10)) }
      group.cancelAll()
    }
  }
}
