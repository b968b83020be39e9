import NIOCore

/// Until when what a request asks for is read: a while, and not longer than there is somebody to be answered.
struct Wanted: Sendable {
  /// The longest that one reading may take.
  private static let patience = Duration.seconds(10)

  /// The connection on which the request came that is being answered.
  @TaskLocal static var connection: (any NIOCore.Channel)?

  private let end: ContinuousClock.Instant
  private let connection: (any NIOCore.Channel)?

  /// A reading that begins now, for the request that is being answered.
  init(on connection: (any NIOCore.Channel)?) {
    end = .now + Self.patience
    self.connection = connection
  }

  /// Whether it is worth going on.
  var holds: Bool { connection?.isActive ?? true && .now < end }
}
