import CCrypto
import WildixCore

/// How a key is made from a password, and how hard that is.
///
/// The parameters come out of a database that others may write, so they are capped, lest one login take the machine's
/// memory or minutes of its time: scrypt at 256 MiB (N · r · 128 bytes) and four times the work of N = 131072, r = 8,
/// p = 1; PBKDF2 at ten million iterations; salts at 1,024 bytes.
enum KeyDerivation {
  case scrypt(n: UInt64, r: UInt64, p: UInt64)
  case pbkdf2(digest: Digest, iterations: Int32)

  /// What new hashes are made with.
  static let standard = KeyDerivation.scrypt(n: 32_768, r: 8, p: 1)
  static let scryptKeySize = 64
  private static let standardIterations: Int32 = 1_000_000
  private static let maximumIterations: Int32 = 10_000_000
  private static let maximumMemory: UInt64 = 256 << 20
  private static let maximumWork: UInt64 = 4 * 131_072 * 8
  private static let maximumSalt = 1024

  /// Digests of PBKDF2, by their names in Python, with the size of their key.
  enum Digest: String {
    case sha1, sha224, sha256, sha384, sha512

    var size: Int {
      switch self {
      case .sha1: 20
      case .sha224: 28
      case .sha256: 32
      case .sha384: 48
      case .sha512: 64
      }
    }
  }

  /// The first part of a hash, as in `scrypt:32768:8:1`; nil if there is no such method or it exceeds the caps.
  init?(method: Substring) {
    let parts = method.split(separator: ":", omittingEmptySubsequences: false)
    switch (parts[0], parts.count) {
    case ("scrypt", 1): self = .standard
    case ("scrypt", 4):
      guard let n = UInt64(parts[1]), let r = UInt64(parts[2]), let p = UInt64(parts[3]),
        (2...(1 << 21)).contains(n), (1...1024).contains(r), (1...1024).contains(p),
        n * r * 128 <= Self.maximumMemory, n * r * p <= Self.maximumWork
      else { return nil }
      self = .scrypt(n: n, r: r, p: p)
    case ("pbkdf2", 1...3):
      guard let digest = parts.count > 1 ? Digest(rawValue: String(parts[1])) : .sha256,
        let iterations = parts.count > 2 ? Int32(parts[2]) : Self.standardIterations,
        (1...Self.maximumIterations).contains(iterations)
      else { return nil }
      self = .pbkdf2(digest: digest, iterations: iterations)
    default: return nil
    }
  }

  /// How long the key in a hash is.
  var keySize: Int {
    switch self {
    case .scrypt: Self.scryptKeySize
    case .pbkdf2(let digest, _): digest.size
    }
  }

  /// The key of `password`, `count` bytes. The salt is used as its text, not as what it might encode.
  func key(of password: String, salt: String, count: Int) throws(CryptoError) -> [UInt8] {
    let salt = Array(salt.utf8)
    let password = Array(password.utf8).map(CChar.init(bitPattern:))
    var key = [UInt8](repeating: 0, count: count)
    guard salt.count <= Self.maximumSalt else { throw CryptoError(operation: .salt(ofBytes: salt.count)) }
    let result =
      switch self {
      case .scrypt(let n, let r, let p):
        // A little more memory than the cap, for libcrypto counts its small change too.
        EVP_PBE_scrypt(
          password, password.count, salt, salt.count, n, r, p, Self.maximumMemory + (8 << 20), &key, count)
      case .pbkdf2(let digest, let iterations):
        PKCS5_PBKDF2_HMAC(
          password, Int32(password.count), salt, Int32(salt.count), iterations, EVP_get_digestbyname(digest.rawValue),
          Int32(count), &key)
      }
    guard result == 1 else { throw CryptoError(operation: .keyOfPassword) }
    return key
  }
}
