import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Watches over one connection: that there are not too many, that nobody keeps it waiting, and that it ends in good order.
///
/// A request's head must come within `firstHead` (`idle` behind an earlier request), its body at `bodyRate` or faster after
/// `body`, and an answer must be taken within `stall` for what is buffered of it. Once the connection is no longer HTTP
/// (an answer 101, or `Upgraded` triggered), it is only counted.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// An outbound event: what follows is not HTTP.
  struct Upgraded: Sendable {}

  private static let firstHead = TimeAmount.seconds(10)
  private static let idle = TimeAmount.seconds(75)
  private static let body = TimeAmount.seconds(20)
  /// Bytes a second.
  private static let bodyRate = 8 << 10
  private static let stall = TimeAmount.seconds(30)
  /// How long a client may go on sending after an answer that ends the connection. It is read and passed over: were the
  /// connection closed with something unread, the system would take back the answer that is on its way.
  private static let linger = TimeAmount.seconds(2)
  /// How long an idle client may still send a request when the server is to end.
  private static let farewell = TimeAmount.milliseconds(300)

  private enum State {
    case http, closing, upgraded
  }

  private let limits: ConnectionLimits
  private let metrics: Metrics
  private var state = State.http
  /// Requests whose answer has not been written to its end.
  private var inProgress = 0
  /// The body that is coming in: how much of it, and since when.
  private var reading: (bytes: Int, since: NIODeadline)?
  private var address: String?
  private var deadline: NIODeadline?
  private var timer: Scheduled<Void>?
  private var stalledSince: NIODeadline?
  private var closesAfterAnswer = false
  private var isDraining = false

  init(limits: ConnectionLimits, metrics: Metrics) {
    self.limits = limits
    self.metrics = metrics
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let address = context.remoteAddress?.ipAddress ?? ""
    guard limits.open(address) else {
      metrics.refusedConnections.add(1, ordering: .relaxed)
      state = .closing
      context.close(promise: nil)
      return
    }
    self.address = address
    expect(by: .now() + Self.firstHead, context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    timer = nil
    if let address { limits.close(address) }
    address = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch state {
    case .upgraded: return context.fireChannelRead(data)
    case .closing: return
    case .http: break
    }
    switch unwrapInboundIn(data) {
    case .head:
      inProgress += 1
      reading = (0, .now())
      expect(by: .now() + Self.body, context)
    case .body(let buffer):
      if let (bytes, since) = reading {
        let all = bytes + buffer.readableBytes
        reading = (all, since)
        expect(by: since + Self.body + .seconds(Int64(all / Self.bodyRate)), context)
      }
    case .end:
      reading = nil
      expect(by: inProgress == 0 ? .now() + Self.idle : nil, context)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .upgraded = state { return context.write(data, promise: promise) }
    switch unwrapOutboundIn(data) {
    case .head(var head):
      if head.status == .switchingProtocols {
        leaveHTTP()
        return context.write(data, promise: promise)
      }
      // Who is answered before the body has come is not waited for: nobody wants the rest.
      if isDraining || reading != nil { head.headerFields[.connection] = "close" }
      if head.headerFields[.connection]?.lowercased() == "close" { closesAfterAnswer = true }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      // Before it is written: a request that has waited for its turn comes right then.
      inProgress -= 1
      guard closesAfterAnswer || isDraining else {
        if inProgress == 0, reading == nil { expect(by: .now() + Self.idle, context) }
        return context.write(data, promise: promise)
      }
      state = .closing
      let written = promise ?? context.eventLoop.makePromise()
      // Who reads slowly is given the time that answers have.
      expect(by: .now() + Self.stall, context)
      written.futureResult.assumeIsolated().whenComplete { _ in self.expect(by: .now() + Self.linger, context) }
      context.write(data, promise: written)
      context.flush()
      context.close(mode: .output, promise: nil)
    }
  }

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
    guard event is Upgraded else { return context.triggerUserOutboundEvent(event, promise: promise) }
    leaveHTTP()
    promise?.succeed()
  }

  private func leaveHTTP() {
    state = .upgraded
    deadline = nil
    stalledSince = nil
    timer?.cancel()
    timer = nil
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is ChannelShouldQuiesceEvent, state != .upgraded else {
      return context.fireUserInboundEventTriggered(event)
    }
    guard !isDraining else { return }
    isDraining = true
    // It goes no further: others would close in the middle of what the client still sends, and so cut the answer.
    guard case .http = state, inProgress == 0 else { return }
    // A request may be on its way to us right now.
    expect(by: .now() + Self.farewell, context)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if case .upgraded = state { return context.fireChannelWritabilityChanged() }
    stalledSince = context.channel.isWritable ? nil : .now()
    arm(context)
    context.fireChannelWritabilityChanged()
  }

  private func expect(by deadline: NIODeadline?, _ context: ChannelHandlerContext) {
    self.deadline = deadline
    arm(context)
  }

  private var due: NIODeadline? { [deadline, stalledSince.map { $0 + Self.stall }].compactMap(\.self).min() }

  /// Nothing is scheduled anew while what is scheduled comes early enough: it looks again then.
  private func arm(_ context: ChannelHandlerContext) {
    guard let due, timer.map({ _ in due < timerDue }) ?? true else { return }
    timer?.cancel()
    timerDue = due
    timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) { self.look(context) }
  }

  private var timerDue = NIODeadline.distantFuture

  private func look(_ context: ChannelHandlerContext) {
    timer = nil
    guard let due else { return }
    guard due <= .now() else { return arm(context) }
    context.close(promise: nil)
  }
}
