import NIOCore
import NIOWebSocket
import WildixCore

/// What a WebSocket is for. It lives on the connection's event loop.
protocol WebSocketUser: AnyObject {
  /// The connection can be written to.
  func opened(_ socket: SocketHandle)
  /// A whole message of text came.
  func received(_ text: String)
  /// The connection is gone. Nothing comes after.
  func closed()
}

/// One end of a WebSocket, as RFC 6455 has it: answers pings, closes in good order, and lets nobody keep it busy who does
/// not keep to the rules or does not read.
final class WebSocketHandler: ChannelInboundHandler {
  typealias InboundIn = WebSocketFrame
  typealias OutboundOut = ByteBuffer

  /// A client that has not answered a ping when the next is due is gone.
  private static let pingInterval = TimeAmount.seconds(25)
  /// How long a client may take to end the connection after it was told to.
  private static let farewell = TimeAmount.seconds(2)
  /// How long a client may leave what was sent to it unread.
  private static let stall = TimeAmount.seconds(20)
  /// How many writes may wait for the connection: small ones cost more than their bytes.
  private static let mostUnsent = 4_096
  /// Of one in so many writes it is noted when it has gone out.
  private static let noted = 64

  /// Bytes of a message at most, and so of a frame.
  let limit: Int
  /// Nil when the connection is gone: it may hold us by way of its handle.
  private var user: (any WebSocketUser)?
  /// Whether pings are sent: not where the protocol on top has its own.
  private let sendsPings: Bool
  private let admission: SocketAdmission
  private var handle: SocketHandle?
  private var context: ChannelHandlerContext?
  private var incoming: IncomingMessage
  private var isClosing = false
  private var awaitsPong = false
  /// As the channel has it, which is slow to ask.
  private var isWritable = true
  /// Writes in all, and those of them of which it is known that they have gone out.
  private var (written, sent) = (0, 0)
  /// Whether an answer to a ping is on its way, and what the next is to say: the last ping alone is answered then.
  private var isPonging = false
  private var nextPong: ByteBuffer?
  private var pingTimer: Scheduled<Void>?
  private var stallTimer: Scheduled<Void>?

  init(_ user: any WebSocketUser, limit: Int, sendsPings: Bool, admission: SocketAdmission) {
    self.user = user
    self.limit = limit
    self.sendsPings = sendsPings
    self.admission = admission
    incoming = IncomingMessage(limit: limit)
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  /// The connection is ours.
  func begin() {
    guard let context else { return }
    isWritable = context.channel.isWritable
    let handle = SocketHandle(context.eventLoop, self)
    self.handle = handle
    admission.enter(handle)
    if sendsPings { armPing(context) }
    user?.opened(handle)
  }

  private func end() {
    guard context != nil else { return }
    context = nil
    pingTimer?.cancel()
    stallTimer?.cancel()
    handle?.ended()
    handle = nil
    admission.leave()
    user?.closed()
    user = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing || incoming.awaitsClose else { return }
    awaitsPong = false
    switch incoming.take(unwrapInboundIn(data)) {
    case .more: break
    case .text(let text): if !isClosing { user?.received(text) }
    case .ping(let data): answerPing(data, context)
    case .close(let code): answerClose(code, context)
    case .violation(let code, let reason): close(code, reason)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard !isClosing else { return }
    switch error {
    case NIOWebSocketError.invalidFrameLength: close(.messageTooLarge, "message too large")
    case is NIOWebSocketError: close(.protocolError, "malformed frame")
    default: context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case is ChannelShouldQuiesceEvent: close(.goingAway, "server ends")
    case ChannelEvent.inputClosed:
      // Who has stopped sending cannot answer a ping.
      context.close(promise: nil)
      context.fireUserInboundEventTriggered(event)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stallTimer?.cancel()
    stallTimer = nil
    isWritable = context.channel.isWritable
    if !isWritable {
      stallTimer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.stall) { context.close(promise: nil) }
    }
    context.fireChannelWritabilityChanged()
  }

  /// Sends frames. A client that has let too much pile up is dropped instead.
  func send(_ frames: ByteBuffer) {
    guard let context, !isClosing else { return }
    guard isWritable, written - sent < Self.mostUnsent else { return close(.tryAgainLater, "too slow") }
    write(frames, context)
  }

  /// Tells the client why the connection ends, and ends it when the client has answered, or soon anyhow.
  func close(_ code: WebSocketErrorCode, _ reason: String) {
    guard let context, !isClosing else { return }
    isClosing = true
    pingTimer?.cancel()
    write(WebSocketFrames.close(code, reason), context)
    // What still comes is read and passed over: were the connection closed with something unread, the system would take
    // back what was sent last.
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.farewell) { context.close(promise: nil) }
  }

  private func answerClose(_ code: WebSocketErrorCode?, _ context: ChannelHandlerContext) {
    if !isClosing {
      isClosing = true
      pingTimer?.cancel()
      write(WebSocketFrames.close(code, ""), context)
    }
    context.close(mode: .output, promise: nil)
    context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(500)) { context.close(promise: nil) }
  }

  /// One answer is on its way at a time, so that who sends pings and reads nothing fills no buffer of ours.
  private func answerPing(_ data: ByteBuffer, _ context: ChannelHandlerContext) {
    guard !isClosing else { return }
    guard !isPonging else {
      nextPong = data
      return
    }
    isPonging = true
    write(WebSocketFrames.pong(data), context) {
      self.isPonging = false
      guard let next = self.nextPong, let context = self.context else { return }
      self.nextPong = nil
      self.answerPing(next, context)
    }
  }

  private func write(_ buffer: ByteBuffer, _ context: ChannelHandlerContext, _ done: (() -> Void)? = nil) {
    written += 1
    // It would cost much to hear of every one.
    guard done != nil || written % Self.noted == 0 else {
      return context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }
    let promise = context.eventLoop.makePromise(of: Void.self)
    let number = written
    promise.futureResult.assumeIsolated().whenComplete { _ in
      self.sent = number
      done?()
    }
    context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
  }

  private func armPing(_ context: ChannelHandlerContext) {
    pingTimer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.pingInterval) {
      guard !self.awaitsPong else { return context.close(promise: nil) }
      self.awaitsPong = true
      if self.isWritable { self.write(WebSocketFrames.ping, context) }
      self.armPing(context)
    }
  }
}

extension WebSocketErrorCode {
  /// The client may come back and will be served then.
  static let tryAgainLater = WebSocketErrorCode(codeNumber: 1013)
}
