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
}
