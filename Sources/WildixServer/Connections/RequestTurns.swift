import DequeModule
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Lets one request in at a time: the next waits until the one before is answered. So nothing runs any more behind an
/// answer that said that the connection ends, whatever the client had sent ahead.
final class RequestTurns: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private enum Waiting {
    case part(HTTPRequestPart)
    case error(HTTPParserError)
    case inputClosed
  }

  /// What came behind the request that is being answered.
  private var waiting: Deque<Waiting> = []
  /// Whether a request has come whole, and its answer has not gone whole.
  private var isAnswering = false
  private var isLastAnswer = false
  /// Nothing that comes counts any more.
  private var isOver = false
  private var wantsRead = false

  private var mustWait: Bool { isAnswering || !waiting.isEmpty }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    let part = unwrapInboundIn(data)
    mustWait ? waiting.append(.part(part)) : pass(part, context)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let fault = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    guard !isOver else { return }
    mustWait ? waiting.append(.error(fault)) : context.fireErrorCaught(error)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case ChannelEvent.inputClosed = event, mustWait else { return context.fireUserInboundEventTriggered(event) }
    waiting.append(.inputClosed)
  }

  func channelInactive(context: ChannelHandlerContext) {
    waiting = []
    context.fireChannelInactive()
  }

  /// Nothing more is read while something waits: who sends ahead fills the system's buffers, not ours.
  func read(context: ChannelHandlerContext) {
    guard !isOver, !waiting.isEmpty else { return context.read() }
    wantsRead = true
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      if head.status == .switchingProtocols { end() }
      if head.headerFields[.connection]?.lowercased() == "close" { isLastAnswer = true }
      context.write(data, promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      context.write(data, promise: promise)
      isAnswering = false
      isLastAnswer ? end() : release(context)
      guard wantsRead, isOver || waiting.isEmpty else { return }
      wantsRead = false
      context.read()
    }
  }

  private func end() {
    isOver = true
    waiting = []
  }

  private func release(_ context: ChannelHandlerContext) {
    guard !waiting.isEmpty else { return }
    while !isAnswering, let next = waiting.popFirst() {
      switch next {
      case .part(let part): pass(part, context)
      case .error(let fault): context.fireErrorCaught(fault)
      case .inputClosed: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
      }
    }
    context.fireChannelReadComplete()
  }

  private func pass(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
    if case .end = part { isAnswering = true }
    context.fireChannelRead(wrapInboundOut(part))
  }
}
