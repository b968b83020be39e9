import NIOCore

/// Frames for many sockets: each event loop gets its part in one go.
struct Outbox {
  private var parts: [ObjectIdentifier: Part] = [:]

  mutating func add(_ socket: SocketHandle, _ frames: ByteBuffer) {
    parts[ObjectIdentifier(socket.eventLoop), default: Part(loop: socket.eventLoop)].add(socket, frames)
  }

  mutating func add(_ group: SocketGroup, _ frames: ByteBuffer) {
    parts[ObjectIdentifier(group.loop), default: Part(loop: group.loop)].add(group.sockets, frames)
  }

  func send() {
    for part in parts.values { part.loop.execute { part.send() } }
  }

  /// What is for the sockets of one event loop.
  private struct Part {
    let loop: any EventLoop
    private var batches: [(frames: ByteBuffer, sockets: [SocketHandle])] = []

    init(loop: any EventLoop) { self.loop = loop }

    /// Each loop gets bytes of its own: threads that count references to the same ones wait for each other all the time.
    mutating func add(_ sockets: [SocketHandle], _ frames: ByteBuffer) {
      batches.append((ByteBuffer(bytes: frames.readableBytesView), sockets))
    }

    mutating func add(_ socket: SocketHandle, _ frames: ByteBuffer) {
      guard batches.last?.frames == frames else { return add([socket], frames) }
      batches[batches.count - 1].sockets.append(socket)
    }

    func send() {
      for (frames, sockets) in batches {
        for socket in sockets { socket.sendHere(frames) }
      }
    }
  }
}
