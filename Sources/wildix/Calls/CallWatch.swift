import LinuxSystem
import WildixCore

/// `wildix calls --watch`: a listing that goes on.
struct CallWatch {
  /// Shows a query, and what becomes of it.
  protocol View {
    /// Shows the listing.
    mutating func begin(for viewer: Viewer) throws
    /// Shows what is otherwise now.
    mutating func update(for viewer: Viewer) throws
    /// The window has another size.
    mutating func resize(for viewer: Viewer) throws
    /// It is over.
    func end()
  }

  /// Names of the files that change what is shown.
  private static let files = ["call_history.json", "enrichissements.json", "users.db"]
  /// After so long it is looked whether the session has ended by its age, and the days get other names.
  private static let rest: Int64 = 60_000

  let context: Context
  let data: String

  /// Shows the view until somebody stops it.
  func run(_ view: inout some View, _ session: WatchedSession, isTerminal: Bool) throws {
    ProcessSetup.endOnInterrupt()
    guard let signal = try untilStopped(&view, session, isTerminal: isTerminal) else { return }
    guard ProcessSetup.isInterrupt(signal) else { return ProcessSetup.end(by: signal) }
    throw Interrupted()
  }

  /// Answers the signal that stopped it; nil where nobody reads the output any more. The files are watched before they
  /// are read for the first time, so that nothing is lost in between.
  private func untilStopped(
    _ view: inout some View, _ session: WatchedSession, isTerminal: Bool
  ) throws -> Int32? {
    let watch = DirectoryWatch(data, files: Self.files)
    var told = try note(watch.pollingReason, unless: nil)
    try view.begin(for: session.begin())
    let wakeups = try Wakeups(watch, isTerminal: isTerminal)
    defer { view.end() }
    while true {
      let reason = wakeups.next(milliseconds: Self.rest)
      told = try note(watch.pollingReason, unless: told)
      switch reason {
      case .readerGone: return nil
      case .stopped(let signal): return signal
      case .changed, .elapsed: if let viewer = try session.viewer() { try view.update(for: viewer) }
      case .resized: if let viewer = try session.viewer() { try view.resize(for: viewer) }
      }
    }
  }

  private func note(
    _ reason: DirectoryWatch.PollingReason?, unless told: DirectoryWatch.PollingReason?
  ) throws -> DirectoryWatch.PollingReason? {
    guard let reason, reason != told else { return told }
    try context.note(.remark(.polling(reason.phrase(of: data))))
    return reason
  }
}

extension DirectoryWatch.PollingReason {
  /// Why nothing can be heard of the directory `data`.
  func phrase(of data: String) -> Phrase {
    switch self {
    case .networkFileSystem(let name): .onNetwork(data, name)
    case .noWatchesLeft: .noWatchesLeft
    case .refused(let error): error.phrase
    }
  }
}
