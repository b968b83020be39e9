import CCrypto
import WildixCore

/// libcrypto could not do what it is there for: it has no random bytes, or is set up without an algorithm we need.
public struct CryptoError: Error, Equatable, Sendable {
  /// What was asked of it.
  public var operation: Phrase
}

/// What we take from libcrypto.
enum Crypto {
  /// Bytes that nobody can guess.
  static func randomBytes(_ count: Int) throws(CryptoError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw CryptoError(operation: .randomBytes) }
    return bytes
  }

  /// The SHA-256 of a text, in hexadecimal digits.
  static func sha256(_ text: String) throws(CryptoError) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let bytes = Array(text.utf8)
    guard EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil) == 1 else {
      throw CryptoError(operation: Phrase(verbatim: "SHA-256"))
    }
    return hex(digest)
  }

  static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Whether both are the same, in a time that does not tell where they differ.
  static func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    first.count == second.count && CRYPTO_memcmp(first, second, first.count) == 0
  }

  /// A secret of 256 bits, in 43 letters, digits, dashes and underscores.
  static func newSecret() throws(CryptoError) -> String { base64URL(try randomBytes(32)) }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for letter in 0...group.count { text.append(letters[bits >> (18 - 6 * letter) & 63]) }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
