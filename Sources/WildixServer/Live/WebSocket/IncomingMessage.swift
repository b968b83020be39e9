import NIOCore
import NIOWebSocket

/// Puts messages together from frames, and knows what a client may not send.
struct IncomingMessage {
  /// What a frame came to.
  enum Outcome {
    /// Nothing yet, or nothing to be done.
    case more
    case text(String)
    case ping(ByteBuffer)
    /// The client ends the connection, for that reason.
    case close(WebSocketErrorCode?)
    case violation(WebSocketErrorCode, String)
  }

  private let limit: Int
  private var parts: ByteBuffer?
  /// False once nothing that comes counts any more.
  private(set) var awaitsClose = true

  init(limit: Int) { self.limit = limit }

  mutating func take(_ frame: WebSocketFrame) -> Outcome {
    let outcome = outcome(of: frame)
    switch outcome {
    case .close, .violation: awaitsClose = false
    default: break
    }
    return outcome
  }

  private mutating func outcome(of frame: WebSocketFrame) -> Outcome {
    // Nothing was agreed on that would give these bits a meaning.
    if frame.rsv1 || frame.rsv2 || frame.rsv3 { return .violation(.protocolError, "reserved bits set") }
    guard frame.maskKey != nil else { return .violation(.protocolError, "frame not masked") }
    var data = frame.unmaskedData
    switch frame.opcode {
    case .ping: return .ping(data)
    case .pong: return .more
    case .connectionClose: return close(&data)
    case .binary: return .violation(.unacceptableData, "text only")
    case .text:
      guard parts == nil else { return .violation(.protocolError, "message within a message") }
      return add(data, to: ByteBuffer(), isLast: frame.fin)
    case .continuation:
      guard let parts else { return .violation(.protocolError, "nothing to continue") }
      self.parts = nil
      return add(data, to: parts, isLast: frame.fin)
    default: return .violation(.protocolError, "unknown opcode")
    }
  }

  private mutating func add(_ data: ByteBuffer, to parts: ByteBuffer, isLast: Bool) -> Outcome {
    guard parts.readableBytes + data.readableBytes <= limit else {
      return .violation(.messageTooLarge, "message too large")
    }
    var whole = parts.readableBytes == 0 ? data : parts
    if parts.readableBytes > 0 { whole.writeImmutableBuffer(data) }
    guard isLast else {
      self.parts = whole
      return .more
    }
    guard let text = String(validating: whole.readableBytesView, as: UTF8.self) else {
      return .violation(.dataInconsistentWithMessage, "no UTF-8")
    }
    return .text(text)
  }

  /// A reason must be UTF-8, and a code one of those that may be sent.
  private func close(_ data: inout ByteBuffer) -> Outcome {
    if data.readableBytes == 0 { return .close(nil) }
    guard let code = data.readInteger(as: UInt16.self) else { return .violation(.protocolError, "half a code") }
    guard [1000...1003, 1007...1014, 3000...4999].contains(where: { $0.contains(code) }) else {
      return .violation(.protocolError, "no such code")
    }
    guard String(validating: data.readableBytesView, as: UTF8.self) != nil else {
      return .violation(.dataInconsistentWithMessage, "no UTF-8")
    }
    return .close(WebSocketErrorCode(codeNumber: Int(code)))
  }
}
