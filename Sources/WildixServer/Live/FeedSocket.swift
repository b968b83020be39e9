import NIOCore
import NIOWebSocket
import WildixCore

/// What `/ws` does with its connection: it tells, and listens to nothing.
final class FeedSocket: WebSocketUser {
  /// Nothing is expected; so much may come in one message.
  static let limit = 16 << 10

  private let feed: LiveFeed
  private let access: Access
  private let language: Language
  private let after: String?
  private let id: SubscriptionID

  init(_ feed: LiveFeed, _ access: Access, _ language: Language, after: String?) {
    (self.feed, self.access, self.language, self.after) = (feed, access, language, after)
    id = feed.makeID()
  }

  func opened(_ socket: SocketHandle) {
    let subscriber = Subscriber(access: access, language: language, socket: socket)
    Task { [feed, id, after] in await feed.subscribe(id, subscriber, after: after) }
  }

  func received(_ text: String) {}

  func closed() { Task { [feed, id] in await feed.unsubscribe(id) } }

  private final class Subscriber: FeedSubscriber {
    let access: Access
    let language: Language
    private let socket: SocketHandle

    init(access: Access, language: Language, socket: SocketHandle) {
      (self.access, self.language, self.socket) = (access, language, socket)
    }

    var isGone: Bool { socket.isGone }
    var plainSocket: SocketHandle? { socket }

    func take(_ news: FeedNews) -> (socket: SocketHandle, frames: ByteBuffer)? { (socket, news.frames) }

    func end(_ reason: FeedEnd) {
      switch reason {
      case .session: socket.close(.policyViolation, "session ended")
      case .unavailable: socket.close(.tryAgainLater, "try again")
      }
    }
  }
}
