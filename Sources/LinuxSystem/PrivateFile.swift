import Glibc
import WildixCore

/// Files that only their owner may read.
public enum PrivateFile {
  /// Makes an empty file at `path`; one that is there stays as it is.
  public static func createIfMissing(_ path: String) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw SystemError(.write, path)
    }
  }
}
