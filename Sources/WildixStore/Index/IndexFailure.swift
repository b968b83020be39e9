import GRDB
import WildixCore

/// The index cannot be used, for a reason that making it anew does not mend.
public struct IndexFailure: Error, Equatable, Sendable {
  /// The index's file.
  public var path: String
  /// What SQLite says.
  public var reason: Phrase
  /// True when another process holds it: later it may be free.
  public var isBusy: Bool

  init(_ error: DatabaseError, path: String) {
    self.path = path
    reason = .database(error.message ?? error.resultCode.description)
    isBusy = [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode.primaryResultCode)
  }

  init(damaged path: String) {
    self.path = path
    reason = .damagedAgain
    isBusy = false
  }
}
