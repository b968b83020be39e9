import HTTPTypes
import NIOPosix
import Synchronization
import WildixCore

/// Where passwords are hashed, which takes long on purpose: on threads of its own, with few waiting, few of those from one
/// address, and networks by turns. Who fails waits for the answer without keeping a thread, and after many failures does
/// not get one.
final class Logins: Sendable {
  /// No failure is answered earlier than so many nanoseconds after its beginning.
  private static let failureTime: Int64 = 1_000_000_000
  private static let threads = 2
  /// Attempts that may be here, from one address.
  private static let mostPerAddress = 8
  /// Of networks: a site may have many addresses, and others must find a place all the same.
  private static let limits = Turns.Limits(running: threads, runningEach: threads, waiting: 64, waitingEach: 16)

  private let people: any People
  private let now: @Sendable () -> Int64
  private let pool = NIOThreadPool(numberOfThreads: Logins.threads)
  private let pending = Mutex<[String: Int]>([:])
  private let turns = Turns(Logins.limits, refusal: Problem(.tooManyRequests, .tooManyLogins(2)).retry(after: 2))
  private let failures = FailureLimits(burst: 30, interval: 4_000_000_000)
  private let siteFailures = FailureLimits(burst: 120, interval: 1_000_000_000)

  init(people: any People, now: @escaping @Sendable () -> Int64) {
    self.people = people
    self.now = now
    pool.start()
  }

  /// Lets somebody prove who they are.
  func attempt<Result: Sendable>(
    _ client: Client, _ body: @escaping @Sendable (any People) throws -> Result
  ) async throws -> Result {
    let began = now()
    let (address, site) = (NetworkName.of(client.address), NetworkName.site(of: client.address))
    let waits = [failures.wait(of: address, at: began), siteFailures.wait(of: site, at: began)]
    if let seconds = waits.compactMap(\.self).max() {
      throw Problem(.tooManyRequests, .tooManyLogins(seconds)).retry(after: seconds)
    }
    do {
      return try await hash(for: client, body)
    } catch PeopleError.wrongCredentials {
      failures.note(address, at: began)
      siteFailures.note(site, at: began)
      let rest = min(Self.failureTime, began + Self.failureTime - now())
      if rest > 0 { try await Task.sleep(for: .nanoseconds(rest)) }
      throw PeopleError.wrongCredentials
    }
  }

  /// Lets `body` hash a password.
  func hash<Result: Sendable>(
    for client: Client, _ body: @escaping @Sendable (any People) throws -> Result
  ) async throws -> Result {
    let address = NetworkName.of(client.address)
    try enter(address)
    defer { leave(address) }
    let site = NetworkName.site(of: client.address)
    try await turns.enter(site)
    defer { turns.leave(site) }
    return try await pool.runIfActive { try body(self.people) }
  }

  private func enter(_ address: String) throws {
    let isAdmitted = pending.withLock { pending in
      let own = pending[address] ?? 0
      guard own < Self.mostPerAddress else { return false }
      pending[address] = own + 1
      return true
    }
    if !isAdmitted { throw Problem(.tooManyRequests, .tooManyLogins(2)).retry(after: 2) }
  }

  private func leave(_ address: String) {
    pending.withLock { pending in
      let rest = (pending[address] ?? 1) - 1
      pending[address] = rest == 0 ? nil : rest
    }
  }

  func shutDown() async throws { try await pool.shutdownGracefully() }
}

/// How often logins may fail from one address or site: some at once, then one every few seconds.
private final class FailureLimits: Sendable {
  private static let capacity = 50_000
  private let burst: Int64
  /// Nanoseconds.
  private let interval: Int64

  /// For each address the time at which all its failures are forgotten.
  private let ends = Mutex<[String: Int64]>([:])

  init(burst: Int64, interval: Int64) { (self.burst, self.interval) = (burst, interval) }

  /// Seconds to wait before the next attempt; nil if none.
  func wait(of address: String, at now: Int64) -> Int? {
    let end = ends.withLock { $0[address] } ?? now
    let excess = end - now - (burst - 1) * interval
    return excess > 0 ? Int((excess + 999_999_999) / 1_000_000_000) : nil
  }

  func note(_ address: String, at now: Int64) {
    ends.withLock { ends in
      if ends.count >= Self.capacity { ends = ends.filter { $0.value > now } }
      ends[address] = max(ends[address] ?? now, now) + interval
    }
  }
}

extension Phrase {
  fileprivate static func tooManyLogins(_ seconds: Int) -> Phrase {
    Phrase(
      en: "too many attempts from your address: try again in \(seconds) s",
      fr: "trop de tentatives depuis votre adresse : réessayez dans \(seconds) s")
  }
}
