import Glibc
import Synchronization
import WildixCore

/// Where the handler puts what it caught: the writing end of a pipe. A handler can reach nothing else than a global.
private let catchingDescriptor = Atomic<Int32>(-1)

/// While it lives, signals do not act but can be read, and waited for with `poll`. One at a time in a process.
final class SignalWatch {
  /// Readable when a signal has come.
  let descriptor: Int32
  private let writingEnd: Int32
  private var former: [(signal: Int32, action: sigaction)] = []

  /// Watches `signals`, but for those that the process was told to ignore.
  init(_ signals: [Int32]) throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError(.watch, .signals) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      // Neither a handler nor a reader may wait.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (descriptor, writingEnd) = (ends[0], ends[1])
    catchingDescriptor.store(writingEnd, ordering: .sequentiallyConsistent)
    for signal in signals { watch(signal) }
  }

  deinit {
    for (signal, action) in former.reversed() {
      var action = action
      sigaction(signal, &action, nil)
    }
    catchingDescriptor.store(-1, ordering: .sequentiallyConsistent)
    close(descriptor)
    close(writingEnd)
  }

  /// The next signal that came; nil if there is none.
  func next() -> Int32? {
    var signal: UInt8 = 0
    return read(descriptor, &signal, 1) == 1 ? Int32(signal) : nil
  }

  private func watch(_ signal: Int32) {
    var present = sigaction()
    sigaction(signal, nil, &present)
    guard unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
    else { return }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: signal)
      _ = write(catchingDescriptor.load(ordering: .sequentiallyConsistent), &byte, 1)
      errno = saved
    }
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
    former.append((signal, present))
  }
}
