import NIOCore

/// The live connections of one audience. Those that are sent all news as they are stand together by their event loops,
/// so that they cost the feed nothing one by one.
struct Subscribers {
  private(set) var all: [SubscriptionID: any FeedSubscriber] = [:]
  private var choosing: [SubscriptionID: any FeedSubscriber] = [:]
  private var groups: [ObjectIdentifier: SocketGroup] = [:]

  var isEmpty: Bool { all.isEmpty }

  /// The connection called `id`; nil takes it away.
  subscript(id: SubscriptionID) -> (any FeedSubscriber)? {
    get { all[id] }
    set {
      if let socket = all.removeValue(forKey: id)?.plainSocket {
        groups[ObjectIdentifier(socket.eventLoop)]?.remove(id)
      }
      all[id] = newValue
      choosing[id] = newValue?.plainSocket == nil ? newValue : nil
      guard let socket = newValue?.plainSocket else { return }
      groups[ObjectIdentifier(socket.eventLoop), default: SocketGroup(loop: socket.eventLoop)].add(socket, id)
    }
  }

  func tell(_ news: FeedNews, _ outbox: inout Outbox) {
    for group in groups.values { outbox.add(group, news.frames) }
    for subscriber in choosing.values {
      if let (socket, frames) = subscriber.take(news) { outbox.add(socket, frames) }
    }
  }
}

/// Sockets of one event loop.
struct SocketGroup {
  let loop: any EventLoop
  private(set) var sockets: [SocketHandle] = []
  private var ids: [SubscriptionID] = []
  private var places: [SubscriptionID: Int] = [:]

  init(loop: any EventLoop) { self.loop = loop }

  mutating func add(_ socket: SocketHandle, _ id: SubscriptionID) {
    places[id] = sockets.count
    sockets.append(socket)
    ids.append(id)
  }

  /// Takes the socket called `id` away; the last one takes its place.
  mutating func remove(_ id: SubscriptionID) {
    guard let place = places.removeValue(forKey: id) else { return }
    let (socket, last) = (sockets.removeLast(), ids.removeLast())
    guard place < sockets.count else { return }
    (sockets[place], ids[place], places[last]) = (socket, last, place)
  }
}
