import Hummingbird
import NIOCore
import Synchronization
import WildixCore

/// Large answers that are on their way: of each user so many at most, because what a client does not read is kept for it.
final class UnreadAnswers: Sendable {
  private static let mostEach = 16
  /// Bytes from which on an answer is large.
  private static let large = 64 << 10
  /// Bytes that are written at once: the rest waits until they are taken.
  private static let part = 32 << 10

  private let counts = Mutex<[String: Int]>([:])

  /// A place, which is free again when nobody knows it any more: however the answer ended.
  private final class Place: Sendable {
    private let user: String
    private let answers: UnreadAnswers

    init(_ user: String, _ answers: UnreadAnswers) {
      self.user = user
      self.answers = answers
    }

    deinit { answers.leave(user) }
  }

  /// The answer, counted while it is being sent if it is large; throws a `Problem` if there are too many.
  func admit(_ response: Response, to viewer: Viewer) throws -> Response {
    let length = response.body.contentLength
    if let length, length < Self.large { return response }
    guard enter(viewer.username) else { throw Problem(.serviceUnavailable, .tooManyUnread).retry(after: 5) }
    let place = Place(viewer.username, self)
    let body = response.body
    var counted = response
    counted.body = ResponseBody(contentLength: length) { writer in
      try await Self.withPlace(place) { try await body.write(Parts(writer, Self.part)) }
    }
    return counted
  }

  private func enter(_ user: String) -> Bool {
    counts.withLock { counts in
      guard counts[user, default: 0] < Self.mostEach else { return false }
      counts[user, default: 0] += 1
      return true
    }
  }

  private func leave(_ user: String) {
    counts.withLock { counts in
      let rest = (counts[user] ?? 1) - 1
      counts[user] = rest == 0 ? nil : rest
    }
  }

  private static func withPlace(_ place: Place, _ body: () async throws -> Void) async rethrows {
    defer { withExtendedLifetime(place) {} }
    try await body()
  }

  /// Writes piece by piece.
  private struct Parts: ResponseBodyWriter {
    private var writer: any ResponseBodyWriter
    private let size: Int

    init(_ writer: any ResponseBodyWriter, _ size: Int) {
      self.writer = writer
      self.size = size
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
      var rest = buffer
      while let part = rest.readSlice(length: min(size, rest.readableBytes)), part.readableBytes > 0 {
        try await writer.write(part)
      }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { try await writer.finish(trailingHeaders) }
  }
}
