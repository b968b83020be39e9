/// What the process tells its caller, after BSD's `sysexits.h`.
enum ExitStatus: Int32, CaseIterable {
  case done = 0
  case usage = 64
  /// Bad data, or a broken rule.
  case badData = 65
  /// No such file, call or token.
  case notFound = 66
  case noSuchUser = 67
  case inputOutput = 74
  case tryAgain = 75
  /// Not logged in, or not allowed.
  case notAllowed = 77
  case interrupted = 130
}
