import WildixCore

extension LiveFeed {
  /// Tells a live connection all that happens from here on: first where things stand, or what it missed since `after`.
  func subscribe(_ id: SubscriptionID, _ subscriber: any FeedSubscriber, after: String?) async {
    guard let viewer = await admit(subscriber, as: subscriber.access.viewer),
      var messages = audiences[viewer]?.welcome(after: after, history)
    else { return }
    if let fault { messages.source(fault.text(subscriber.language, for: viewer)) }
    subscriber.tell(FeedNews(frames: messages.frames, concernsCalls: false))
    enter(id, subscriber, viewer)
  }

  /// Somebody's extension or role is another: their view is made anew. Nobody else waits for that.
  func move(_ id: SubscriptionID, to viewer: Viewer) {
    guard let former = viewers[id], let subscriber = audiences[former]?.subscribers[id] else { return }
    unsubscribe(id)
    Task { await enterAnew(id, subscriber, as: viewer) }
  }

  private func enterAnew(_ id: SubscriptionID, _ subscriber: any FeedSubscriber, as viewer: Viewer) async {
    guard let viewer = await admit(subscriber, as: viewer), let present = audiences[viewer]?.present else { return }
    var messages = FeedMessages()
    messages.reset(present)
    // They were away when it was told.
    messages.users(present)
    if let fault { messages.source(fault.text(subscriber.language, for: viewer)) }
    subscriber.tell(FeedNews(frames: messages.frames, concernsCalls: true))
    enter(id, subscriber, viewer)
  }

  /// Who a connection belongs to, when all is ready for them; nil: to nobody any more. Who it was when it was let in need
  /// not hold: it is asked until nothing changes while it is, and who is admitted must be entered at once, for only who is
  /// entered is heard of by `checkSessions`.
  private func admit(_ subscriber: any FeedSubscriber, as supposed: Viewer) async -> Viewer? {
    var viewer = supposed
    while !subscriber.isGone {
      await prepare(viewer)
      let before = checks
      do {
        guard let found = try await viewers(for: [subscriber.access.token]).first ?? nil else {
          subscriber.end(.session)
          return nil
        }
        let isCertain = found == viewer && checks == before && audiences[viewer] != nil
        if isCertain { return subscriber.isGone ? nil : viewer }
        viewer = found
      } catch {
        subscriber.end(.unavailable)
        return nil
      }
    }
    return nil
  }

  private func enter(_ id: SubscriptionID, _ subscriber: any FeedSubscriber, _ viewer: Viewer) {
    audiences[viewer]?.subscribers[id] = subscriber
    audiences[viewer]?.emptySince = nil
    viewers[id] = viewer
  }

  func unsubscribe(_ id: SubscriptionID) {
    guard let viewer = viewers.removeValue(forKey: id) else { return }
    audiences[viewer]?.subscribers[id] = nil
    if audiences[viewer]?.subscribers.isEmpty == true { audiences[viewer]?.emptySince = resources.uptime() }
  }
}
