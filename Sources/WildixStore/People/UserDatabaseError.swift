import GRDB
import WildixCore

/// Why `users.db` could not be used.
public struct UserDatabaseError: Error, Equatable, Sendable {
  /// The file.
  public var path: String
  /// What kind of trouble it is.
  public var problem: Problem
  /// What SQLite says of it.
  public var reason: Phrase

  /// Kinds of trouble, by what can be done about them.
  public enum Problem: Sendable {
    /// It is no database, a damaged one, or its tables are others than ours.
    case unusable
    /// Another program holds it longer than we wait.
    case busy
    /// We may not open or write it.
    case forbidden
    /// Reading or writing failed.
    case failed
  }

  init(_ error: DatabaseError, path: String) {
    self.path = path
    reason = .database(error.message ?? error.resultCode.description)
    problem =
      switch error.resultCode.primaryResultCode {
      case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT:
        .unusable
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .forbidden
      default: .failed
      }
  }
}
