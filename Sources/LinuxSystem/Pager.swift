import Glibc
import WildixCore

/// A program such as `less` that our output goes through.
public final class Pager {
  private var process: pid_t = 0

  /// Starts `command` by the shell and puts it behind standard output. `LESS` is set, as git does, unless it is: a
  /// single screen is simply shown, colours pass, and the screen stays as it was left.
  public init(_ command: String) throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemError(.start, command) }
    setenv("LESS", "FRX", 0)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    defer { posix_spawn_file_actions_destroy(&actions) }
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(command), nil]
    defer { arguments.forEach { free($0) } }
    let code = posix_spawn(&process, "/bin/sh", &actions, nil, &arguments, environ)
    close(ends[0])
    guard code == 0 else {
      close(ends[1])
      throw SystemError(.start, command, code: code)
    }
    // Ctrl-C is the pager's now; it ends us by closing the pipe.
    signal(SIGINT, SIG_IGN)
    dup2(ends[1], 1)
    close(ends[1])
  }

  /// Ends the output and waits until the reader has read.
  public func finish() {
    close(1)
    _ = open("/dev/null", O_WRONLY)  // takes the number 1, so that nothing else does
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}
