import GRDB

/// The index cannot be used, for a reason that making it anew does not mend.
public struct IndexFailure: Error, Equatable, Sendable {
  /// The index's file.
  public var path: String
  /// What SQLite says.
  public var reason: String
  /// True when another process holds it: later it may be free.
  public var isBusy: Bool

  init(_ error: DatabaseError, path: String) {
    self.path = path
    reason = error.message ?? "\(error.resultCode)"
    isBusy = [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode.primaryResultCode)
  }

  init(damaged path: String) {
    self.path = path
    reason = "it is damaged again as soon as it is made anew"
    isBusy = false
  }
}
