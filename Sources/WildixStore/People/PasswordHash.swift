/// Password hashes as Werkzeug writes them, for an older program shares them with us: `method$salt$hex`.
public enum PasswordHash {
  /// A new hash: `scrypt:32768:8:1$salt$hex`, which is Werkzeug's own default.
  public static func make(_ password: String) throws -> String {
    let salt = try newSalt()
    let key = try KeyDerivation.standard.key(of: password, salt: salt, count: KeyDerivation.scryptKeySize)
    return "scrypt:32768:8:1$\(salt)$\(Crypto.hex(key))"
  }

  /// Whether `password` is the one that `stored` was made of: `scrypt:N:r:p`, or `pbkdf2:sha256:N` (also sha1, sha224,
  /// sha384 and sha512), where missing parameters are Werkzeug's defaults. What is neither, or whose parameters exceed
  /// those of `KeyDerivation`, fits no password.
  public static func verify(_ password: String, against stored: String) -> Bool {
    let parts = stored.split(separator: "$", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let method = KeyDerivation(method: parts[0]), let expected = bytes(hex: parts[2]),
      expected.count == method.keySize,
      let key = try? method.key(of: password, salt: String(parts[1]), count: expected.count)
    else { return false }
    return Crypto.areEqual(key, expected)
  }

  /// Takes as long as verifying a password of a user does.
  static func verifyNothing(_ password: String) {
    _ = try? KeyDerivation.standard.key(of: password, salt: "0123456789abcdef", count: KeyDerivation.scryptKeySize)
  }

  private static func newSalt() throws(CryptoError) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
    var salt: [UInt8] = []
    while salt.count < 16 {
      // Bytes beyond the last multiple of 62 would make some letters likelier than others.
      for byte in try Crypto.randomBytes(16) where byte < 248 && salt.count < 16 {
        salt.append(letters[Int(byte) % letters.count])
      }
    }
    return String(decoding: salt, as: UTF8.self)
  }

  private static func bytes(hex text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2), digits.count <= 2 * KeyDerivation.scryptKeySize else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
