import HTTPTypes
import Hummingbird
import NIOPosix
import Synchronization
import WildixCore

/// Who a request comes from. What the directory said is believed for a moment, so that not every request asks it; what
/// is changed here counts at once.
final class Sessions: Sendable {
  /// So long (nanoseconds) an answer is believed: the longest for which a session that was ended elsewhere lives on.
  static let belief: Int64 = 1_000_000_000
  private static let capacity = 20_000
  static let cookie = "wildix_session"

  private struct Answer {
    var viewer: Viewer
    var until: Int64
  }

  private struct Answers {
    var byToken: [String: Answer] = [:]
    /// How often something was forgotten: what was asked for before may be wrong since.
    var generation: UInt64 = 0

    /// Notes whom a token stands for, as it was when the generation was `asked`.
    mutating func note(_ viewer: Viewer?, for token: String, at now: Int64, since asked: UInt64) {
      guard let viewer else { return byToken[token] = nil }
      guard generation == asked else { return }
      if byToken.count >= Sessions.capacity { byToken = byToken.filter { $0.value.until > now } }
      if byToken.count < Sessions.capacity { byToken[token] = Answer(viewer: viewer, until: now + Sessions.belief) }
    }

    mutating func forget(_ token: String) {
      byToken[token] = nil
      generation += 1
    }

    mutating func forgetAll() {
      byToken = [:]
      generation += 1
    }
  }

  let people: any People
  private let uptime: @Sendable () -> Int64
  private let answers = Mutex(Answers())
  private let pool = NIOThreadPool(numberOfThreads: 2)

  /// `uptime` is a clock that nobody sets.
  init(people: any People, uptime: @escaping @Sendable () -> Int64) {
    self.people = people
    self.uptime = uptime
    pool.start()
  }

  /// Who asks; nil if nobody is logged in.
  func access(of request: Request) async throws -> Access? {
    guard let (token, isCookie) = Self.token(of: request) else { return nil }
    return try await viewer(for: token).map { Access(viewer: $0, token: token, isCookie: isCookie) }
  }

  /// Whom a token stands for.
  func viewer(for token: String) async throws -> Viewer? {
    guard Self.isPlausible(token) else { return nil }
    let now = uptime()
    let (known, generation) = answers.withLock { answers in
      (answers.byToken[token].flatMap { $0.until > now ? $0.viewer : nil }, answers.generation)
    }
    if let known { return known }
    let viewer = try await ask { try $0.viewer(for: token) }
    answers.withLock { $0.note(viewer, for: token, at: now, since: generation) }
    return viewer
  }

  /// Asks the directory, on a thread that may wait.
  func ask<Result: Sendable>(_ body: @escaping @Sendable (any People) throws -> Result) async throws -> Result {
    try await pool.runIfActive { try body(self.people) }
  }

  /// Ends a session.
  func end(_ token: String) async throws {
    try await ask { try $0.logOut(token) }
    answers.withLock { $0.forget(token) }
  }

  /// Somebody's rights or password changed.
  func forgetAll() { answers.withLock { $0.forgetAll() } }

  func shutDown() async throws { try await pool.shutdownGracefully() }

  /// The token that a request brings: a bearer's goes before a cookie's. Other kinds of authorization are for a proxy.
  static func token(of request: Request) -> (token: String, isCookie: Bool)? {
    if let header = request.headers[.authorization] {
      let parts = HeaderText.split(header, at: " ", most: 2)
      if parts.first?.lowercased() == "bearer" { return parts.count == 2 ? (parts[1], false) : nil }
    }
    for header in request.headers[values: .cookie] {
      for pair in HeaderText.split(header, at: ";") {
        let parts = HeaderText.split(pair, at: "=", most: 2)
        if parts.count == 2, parts[0] == cookie { return (parts[1], true) }
      }
    }
    return nil
  }

  /// Secrets are 43 letters, digits, dashes and underscores: nothing else is worth a look.
  private static func isPlausible(_ token: String) -> Bool {
    token.utf8.count == 43
      && token.utf8.allSatisfy {
        0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D || $0 == 0x5F
      }
  }

  /// The header that gives a browser its session.
  static func cookie(_ token: String, isSecure: Bool) -> String {
    "\(cookie)=\(token); Path=/; HttpOnly; SameSite=Lax; Max-Age=\(30 * 86_400)\(isSecure ? "; Secure" : "")"
  }

  /// The header that takes it away.
  static func noCookie(isSecure: Bool) -> String {
    "\(cookie)=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0\(isSecure ? "; Secure" : "")"
  }
}
