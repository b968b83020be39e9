import NIOCore
import WildixCore

/// The messages of `/ws`, one after the other, as frames.
struct FeedMessages {
  /// The number that a client gives back when it returns: the audience's name, and the event's number there.
  struct Sequence {
    var epoch: String
    var number: Int

    init(_ epoch: String, _ number: Int) { (self.epoch, self.number) = (epoch, number) }

    /// A number as it was sent; nil if it is none.
    init?(_ text: String) {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, let number = Int(parts[1]), number >= 0 else { return nil }
      self.init(String(parts[0]), number)
    }

    var text: String { "\(epoch).\(number)" }
  }

  private(set) var frames = ByteBuffer()
  var isEmpty: Bool { frames.readableBytes == 0 }

  mutating func hello(_ sequence: Sequence) { add("hello", sequence) { _ in } }

  mutating func reset(_ sequence: Sequence) { add("reset", sequence) { _ in } }

  mutating func users(_ sequence: Sequence) { add("users", sequence) { _ in } }

  /// That the calls cannot be read, and why; without a message, that they can be read again.
  mutating func source(_ message: String?) {
    add("source", nil) { json in
      json.add("ok", json: (message == nil ? "true" : "false").utf8)
      if let message { json.add("message", message) }
    }
  }

  mutating func call(_ kind: EventKind, _ sequence: Sequence, row: [UInt8]) {
    add("call", sequence, event: kind) { $0.add("call", json: row) }
  }

  mutating func removed(_ id: CallID, _ sequence: Sequence) {
    add("call", sequence, event: .removed) { $0.add("id", id.text) }
  }

  private mutating func add(
    _ type: String, _ sequence: Sequence?, event: EventKind? = nil, _ rest: (inout JSONBuilder) -> Void
  ) {
    var json = JSONBuilder()
    json.open()
    json.add("type", type)
    if let event { json.add("event", event.rawValue) }
    if let sequence { json.add("seq", sequence.text) }
    rest(&json)
    json.close()
    WebSocketFrames.appendText(json.bytes, to: &frames)
  }
}
