import LinuxSystem

/// Why nothing could be saved, though nothing was wrong with what was to be.
public enum SaveFailure: Error, Equatable, Sendable {
  /// The lock that keeps several writers from each other cannot be had.
  case noLock(SystemError)
  /// Another process has it, and went on having it for as many seconds as a save waits: stopped, or hanging.
  case locked(file: String, seconds: Int)
  /// Other programs changed the file again and again while it was being written.
  case contended(file: String)
}
