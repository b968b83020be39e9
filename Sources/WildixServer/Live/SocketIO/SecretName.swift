/// Names that nobody can guess.
enum SecretName {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// 144 bits of the system's randomness, in letters that need no quoting.
  static func make() -> String {
    var random = SystemRandomNumberGenerator()
    return String(decoding: (0..<24).map { _ in letters[Int(random.next() & 63)] }, as: UTF8.self)
  }
}
