import NIOCore
import NIOWebSocket

/// Frames as a server sends them: whole and unmasked. Made once, they can be written to any number of connections.
enum WebSocketFrames {
  /// A ping without content.
  static let ping = ByteBuffer(bytes: [0x89, 0])

  static func pong(_ data: ByteBuffer) -> ByteBuffer {
    var frame = ByteBuffer()
    append(data.readableBytesView, opcode: 0xA, to: &frame)
    return frame
  }

  /// A reason is cut to what fits.
  static func close(_ code: WebSocketErrorCode?, _ reason: String) -> ByteBuffer {
    var payload: [UInt8] = []
    if let code {
      let number = UInt16(webSocketErrorCode: code)
      payload = [UInt8(number >> 8), UInt8(number & 0xFF)] + reason.utf8.prefix(123)
    }
    var frame = ByteBuffer()
    append(payload, opcode: 8, to: &frame)
    return frame
  }

  static func text(_ payload: some Collection<UInt8>) -> ByteBuffer {
    var frame = ByteBuffer()
    appendText(payload, to: &frame)
    return frame
  }

  static func appendText(_ payload: some Collection<UInt8>, to buffer: inout ByteBuffer) {
    append(payload, opcode: 1, to: &buffer)
  }

  private static func append(_ payload: some Collection<UInt8>, opcode: UInt8, to buffer: inout ByteBuffer) {
    buffer.writeInteger(0x80 | opcode)
    let count = payload.count
    switch count {
    case ..<126: buffer.writeInteger(UInt8(count))
    case ..<65_536:
      buffer.writeInteger(UInt8(126))
      buffer.writeInteger(UInt16(count))
    default:
      buffer.writeInteger(UInt8(127))
      buffer.writeInteger(UInt64(count))
    }
    buffer.writeBytes(payload)
  }
}
