import Testing

@testable import WildixStore

/// Hashes that Werkzeug 3.1 made.
private let hashesOfWerkzeug: [(password: String, hash: String)] = [
  (
    "correct horse",
    "scrypt:32768:8:1$MY8fgBx1FlF7XOD3$447e6a126867af1abeb8e48d83278dc231aac02b7b43558438e2c43a2b64fa09"
      + "80b3d715c6ada7136a367b4343c2f7f6aadee0f2d1b7afb9b91f9fd45fe5231f"
  ),
  (
    "pässwörd ✓",
    "scrypt:32768:8:1$RWct5BKt5qxUXhov$bc479009421a97fcf1769616607015d388f21f6999a82e014429b76865bd5eda"
      + "89cc89d585d1808a0ed21886742dcd676db02edd582cbf0cf6cee5b551f30ac4"
  ),
  (
    "short",
    "scrypt:1024:4:2$1fQrWo0L3846R9iX$e972cc81b5b7538d9406360d10013dbd41793e3282af87013788b90387aeb184"
      + "37e0a82a3fadfff09b9c4879519312dfd7abc6731522c822a026d8d7876ff35a"
  ),
  (
    "",
    "scrypt:1024:8:1$gnM3N6Jlrx57eLye$8234f882022d62fc884d92ecab80fbad20e21f3e460dbdabf58f000f5e53762b"
      + "e080b4d30276ca9b9175efc9189e277a93d9d7067d5a3bb0e136e32e3dcbe973"
  ),
  (
    "correct horse",
    "scrypt$saltsalt$74fcf561ec3cf3c2af34a96416554881af5af7f73ddcd791416dc1e190c6e0da"
      + "d043fbb2cfddee19a2ef87f49bb505e8832ccb011c3171e63c75713d1e462346"
  ),
  (
    "correct horse",
    "pbkdf2:sha256:1000$yxIvRXNsFnPhNuIe$7ef1bb02c033a78db2239253573dfd45db1b307b6b55ee4f1d9f8040e16a2533"
  ),
  ("correct horse", "pbkdf2:sha1:1000$7T5BzaYn5CQh76we$d013cfe344efcaec2d62b2405319ab3f43be465e"),
  (
    "correct horse",
    "pbkdf2:sha224:1000$vLqJaSlb9lfuv5KX$7b2e2a65c748abd6a4184210b4c116f9fa6cde73814d03f79856c905"
  ),
  (
    "correct horse",
    "pbkdf2:sha384:1000$6wnKHRa89lErpNgW$5d9b6eeec3b7de3505cfe5bdfc3c844db242095900928129ae63d809199655a8"
      + "542c870a803bcd1e88278198ca6eb940"
  ),
  (
    "correct horse",
    "pbkdf2:sha512:1000$nUUO0euTEULcTMNf$88011a242f7b92453dd470af7e355dbfea64dc49ae1cee80aa3c33bef327614b"
      + "34861151c0dc5d3fd1d5bed59a74b5cd2d0b10864e017e7e002aaf652b12bdb7"
  ),
  ("correct horse", "pbkdf2:sha256$saltsalt$a7699a32d0d4c5cb1035d881a21e5a2087cd8a9c468b6eb85f6ca7311e0772b9"),
  ("correct horse", "pbkdf2$saltsalt$a7699a32d0d4c5cb1035d881a21e5a2087cd8a9c468b6eb85f6ca7311e0772b9"),
]

@Suite struct PeoplePasswordHashTests {
  @Test(arguments: hashesOfWerkzeug)
  func `verifies what Werkzeug wrote`(password: String, hash: String) {
    #expect(PasswordHash.verify(password, against: hash))
    #expect(!PasswordHash.verify(password + "x", against: hash))
    #expect(!PasswordHash.verify(password, against: String(hash.dropLast())))
    #expect(!PasswordHash.verify(password, against: hash.replacing("$", with: "$x", maxReplacements: 1)))
  }

  @Test func `new hashes have Werkzeug's form, each with a salt of its own`() throws {
    let (first, second) = (try PasswordHash.make("pässwörd"), try PasswordHash.make("pässwörd"))
    #expect(first.wholeMatch(of: /scrypt:32768:8:1\$[A-Za-z0-9]{16}\$[0-9a-f]{128}/) != nil)
    #expect(first != second)
    #expect(PasswordHash.verify("pässwörd", against: first))
  }

  @Test(arguments: [
    "", "$", "$$", "plain$$secret", "md5$salt$00", "scrypt$salt", "scrypt:32768:8$salt$00", "scrypt:x:8:1$salt$00",
    "pbkdf2:md5:1$salt$00", "pbkdf2:sha256:0$salt$00", "pbkdf2:sha256:-1$salt$00", "pbkdf2:sha256:1000$salt$",
    "pbkdf2:sha256:1000:1$salt$00", "scrypt:32767:8:1$salt$" + String(repeating: "0", count: 128),
    "pbkdf2:sha256:1000$salt$" + String(repeating: "zz", count: 32),
  ])
  func `what is no hash fits no password`(hash: String) {
    #expect(!PasswordHash.verify("secret", against: hash))
    #expect(!PasswordHash.verify("", against: hash))
  }

  @Test(arguments: [
    "scrypt:2097152:8:1", "scrypt:1048576:8:1", "scrypt:1024:1024:1024", "scrypt:131072:8:5",
    "scrypt:18446744073709551615:8:1", "pbkdf2:sha256:10000001", "pbkdf2:sha256:4294967296",
  ])
  func `parameters that would take the machine are refused`(method: String) {
    #expect(KeyDerivation(method: method[...]) == nil)
  }

  @Test(arguments: ["scrypt:131072:8:1", "scrypt:32768:8:1", "scrypt:131072:8:2", "pbkdf2:sha256:1200000"])
  func `parameters in use are not`(method: String) {
    #expect(KeyDerivation(method: method[...]) != nil)
  }

  @Test func `secrets have 256 bits in letters that need no quoting`() throws {
    let secrets = try (0..<50).map { _ in try Crypto.newSecret() }
    #expect(Set(secrets).count == 50)
    #expect(secrets.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil })
  }
}
