/// A window over a stream of bytes that slides forward: memory stays the same whatever the stream's length.
final class ByteWindow {
  /// Where bytes come from: fills a buffer and says how many bytes came, 0 at the end.
  typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

  /// A record may be this long; more is taken for damage rather than let memory grow without end.
  static let largestValue = 64 << 20

  private var storage: UnsafeMutableBufferPointer<UInt8>
  private let source: Source
  private var filled = 0
  /// Offset in the stream of the window's first byte.
  private(set) var origin = 0
  /// True when the stream has ended: what is in the window is all there is.
  private(set) var isFinal = false

  init(capacity: Int, source: @escaping Source) {
    storage = .allocate(capacity: capacity)
    self.source = source
  }

  deinit { storage.deallocate() }

  /// What the window holds now. Valid until the next `fill`.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: storage[..<filled]) }

  /// Drops what stands before `start` and gets more; growing only when one value fills the window.
  func fill(keepingFrom start: Int) throws -> Bool {
    guard !isFinal else { return false }
    let kept = filled - start
    if start > 0, let base = storage.baseAddress {
      base.update(from: base + start, count: kept)
      origin += start
      filled = kept
    }
    if filled == storage.count {
      guard storage.count < Self.largestValue else {
        throw JSONFault(offset: 0, expected: .shorterRecord)
      }
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: storage.count * 2)
      _ = larger.update(fromContentsOf: bytes)
      storage.deallocate()
      storage = larger
    }
    while filled < storage.count {
      let count = try source(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: storage[filled...])))
      filled += count
      if count == 0 {
        isFinal = true
        break
      }
    }
    return true
  }
}
