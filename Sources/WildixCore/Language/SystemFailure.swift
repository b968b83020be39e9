/// What a system call was to do, for a sentence that begins with "cannot".
public enum SystemOperation: Sendable {
  case read, write, lock, watch, start, makeDirectory, makeEvent, followLinks, rename, setPermissions, delete, list,
    listen
  case readSettings, hideTyping
}

/// What a system call was about.
public enum SystemSubject: Equatable, Sendable {
  /// A file or directory, or a command.
  case path(String)
  case standardInput, standardOutput, standardError
  case signals, files, event
}

/// Why a system call failed: what happens to users, by the names that POSIX gives.
public enum SystemReason: Sendable {
  case noSuchFile, noAccess, notPermitted, noSpace, readOnly, isDirectory, notDirectory, exists, badDevice, quota,
    tooLarge
  case links, nameTooLong, openFiles, openFilesOfAll, busy, executing, noMemory, noDevice, stale, timedOut, brokenPipe
  case unsupported, notEmpty, noTerminal
}
