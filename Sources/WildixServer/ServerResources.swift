public import Logging
public import WildixCore

/// What a server reaches outside itself for.
public struct ServerResources: Sendable {
  /// Opens the calls: each thread that reads them has a store of its own.
  public var makeStore: @Sendable () throws -> sending any CallStore
  /// The same, and tells each time it looks what is wrong with a file.
  public var makeWatchedStore: @Sendable (@escaping ProblemReceiver) throws -> sending any CallStore
  /// The same, and tells in the middle of each save which calls it changed, as soon as others can read that.
  public var makeSavingStore: @Sendable (@escaping SavedCallsReceiver) throws -> sending any CallStore
  /// Who may log in. Failed logins are answered at once; it is for the server to let them wait.
  public var people: any People
  /// Tells that something may have changed about calls, or about people.
  public var makeChanges: @Sendable (ChangeSubject) throws -> ChangeSignals
  /// Nanoseconds since 1970.
  public var now: @Sendable () -> Int64
  /// Nanoseconds of a clock that nobody sets, for how long something takes.
  public var uptime: @Sendable () -> Int64
  /// The machine's zone: times without one are in it.
  public var zone: ZoneRules
  /// What a failure of the store or of people means; details go to the log only.
  public var explain: @Sendable (any Error) -> Failure
  public var logger: Logger
  /// The program's own version.
  public var version: String
  /// Called with the URL when requests are answered.
  public var onListening: @Sendable (String) -> Void
  /// Called when the server has begun to end.
  public var onShutdown: @Sendable () -> Void

  /// Changes, each an element; those that come while nobody looks are one.
  public typealias ChangeSignals = any AsyncSequence<Void, Never> & Sendable

  /// What is wrong with a file, without its directory.
  public struct SourceProblem: Equatable, Sendable {
    /// With the place in the file.
    public var detail: Phrase
    /// Without it, for those who may not see the whole of the file.
    public var summary: Phrase

    /// A problem as it is told to either.
    public init(detail: Phrase, summary: Phrase) { (self.detail, self.summary) = (detail, summary) }
  }

  /// Hears what is wrong with a file.
  public typealias ProblemReceiver = @Sendable (SourceProblem) -> Void

  /// Hears which calls a save has changed, and how they stand now.
  public typealias SavedCallsReceiver = @Sendable ([CallRow]) -> Void

  /// What changes are about.
  public enum ChangeSubject: CaseIterable, Sendable {
    case calls, people
  }

  /// Resources by their parts.
  public init(
    makeStore: @escaping @Sendable () throws -> sending any CallStore,
    makeWatchedStore: @escaping @Sendable (@escaping ProblemReceiver) throws -> sending any CallStore,
    makeSavingStore: @escaping @Sendable (@escaping SavedCallsReceiver) throws -> sending any CallStore,
    people: any People, makeChanges: @escaping @Sendable (ChangeSubject) throws -> ChangeSignals,
    now: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64, zone: ZoneRules,
    explain: @escaping @Sendable (any Error) -> Failure, logger: Logger, version: String,
    onListening: @escaping @Sendable (String) -> Void, onShutdown: @escaping @Sendable () -> Void
  ) {
    self.makeStore = makeStore
    self.makeWatchedStore = makeWatchedStore
    self.makeSavingStore = makeSavingStore
    self.people = people
    self.makeChanges = makeChanges
    self.now = now
    self.uptime = uptime
    self.zone = zone
    self.explain = explain
    self.logger = logger
    self.version = version
    self.onListening = onListening
    self.onShutdown = onShutdown
  }

  /// A failure that is nobody's fault who asks.
  public struct Failure: Sendable {
    /// Whether asking again may help.
    public var isPassing: Bool
    /// For the log.
    public var detail: String

    /// A failure that `detail` describes.
    public init(isPassing: Bool, detail: String) {
      self.isPassing = isPassing
      self.detail = detail
    }
  }
}
