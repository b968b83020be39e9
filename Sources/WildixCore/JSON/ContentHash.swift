/// A fast 64-bit hash of bytes, the same on every machine and in every run. It recognises content; it keeps no secrets.
public enum ContentHash {
  private static let first: UInt64 = 0xA076_1D64_78BD_642F
  private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
  private static let third: UInt64 = 0x8EBC_6AF0_9C88_C6E3

  /// Hash of `bytes`: wide multiplications folded together, sixteen bytes each, in two lanes so that they overlap.
  public static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var one = first ^ UInt64(truncatingIfNeeded: raw.count)
    var two = third
    var offset = 0
    while offset + 32 <= raw.count {
      one = fold(word(raw, offset) ^ second, word(raw, offset + 8) ^ one)
      two = fold(word(raw, offset + 16) ^ third, word(raw, offset + 24) ^ two)
      offset += 32
    }
    while offset + 8 <= raw.count {
      one = fold(word(raw, offset) ^ second, one ^ first)
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < raw.count {
      tail = tail << 8 | UInt64(raw[offset])
      offset += 1
    }
    return fold(one ^ tail ^ second, two ^ first)
  }

  /// Hash of several hashes, in their order.
  public static func combine(_ hashes: UInt64...) -> UInt64 {
    hashes.reduce(first) { fold($0 ^ second, $1 ^ third) }
  }

  @inline(__always)
  private static func word(_ raw: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
