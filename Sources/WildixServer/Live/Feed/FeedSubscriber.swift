import NIOCore
import WildixCore

/// A live connection, as the feed has it. What it is told arrives in the order in which it was told.
protocol FeedSubscriber: AnyObject, Sendable {
  /// Whose it is.
  var access: Access { get }
  /// The language for what is said to people.
  var language: Language { get }
  /// Whether the connection has ended, so that nothing need be told any more.
  var isGone: Bool { get }
  /// The socket that is sent the frames of all news, where that is all there is to it; nil: `take` says.
  var plainSocket: SocketHandle? { get }
  /// Takes the news, or says what is to be sent of them where: what goes to many sockets is sent together.
  func take(_ news: FeedNews) -> (socket: SocketHandle, frames: ByteBuffer)?
  /// Nothing more will be told.
  func end(_ reason: FeedEnd)
}

extension FeedSubscriber {
  func tell(_ news: FeedNews) {
    if let (socket, frames) = take(news) { socket.send(frames) }
  }
}

/// What a viewer is told.
struct FeedNews: Sendable {
  /// Frames with the messages of `/ws`.
  var frames: ByteBuffer
  /// Whether something changed about calls, or may have.
  var concernsCalls: Bool
}

/// Why somebody is told nothing more.
enum FeedEnd {
  /// Their session has ended.
  case session
  /// It cannot be told right now who they are.
  case unavailable
}

/// A subscription's name.
typealias SubscriptionID = UInt64
