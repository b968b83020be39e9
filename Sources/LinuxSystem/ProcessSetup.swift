import Glibc

/// What a process does before anything else.
public enum ProcessSetup {
  /// A closed pipe becomes an error that can be handled, and no file that we open takes the place of a standard stream
  /// that we were started without: what is meant for the screen must not go into a database.
  public static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    for (descriptor, mode) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] where fcntl(descriptor, F_GETFD) < 0
    {
      // Opened the wrong way round, so that using it fails as it would have.
      _ = open("/dev/null", mode)
    }
  }

  /// Lets Ctrl-C end the process at once, also while it waits for a reader; a process that was told to
  /// ignore it goes on to. For who leaves nothing behind that would have to be put in order.
  public static func endOnInterrupt() {
    var present = sigaction()
    sigaction(SIGINT, nil, &present)
    let handler = unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self)
    guard handler != unsafeBitCast(SIG_IGN, to: Int.self) else { return }
    signal(SIGINT) { _ in _exit(130) }
  }

  /// Whether this is the signal of Ctrl-C.
  public static func isInterrupt(_ signal: Int32) -> Bool { signal == SIGINT }

  /// Ends the process as the signal does that it was held back from.
  public static func end(by signal: Int32) {
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
  }

  /// Lets SIGTERM and SIGINT end the process at once, whoever handled them before.
  public static func endOnSignals() {
    signal(SIGTERM, SIG_DFL)
    signal(SIGINT, SIG_DFL)
  }

  /// Allows as many open files as the system does, for a server has one for each client; answers how many.
  public static func raiseFileLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    let former = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    let isRaised = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    return Int(clamping: isRaised ? limit.rlim_max : former)
  }
}
