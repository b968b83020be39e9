import Glibc

/// Environment variables, and the directories that follow from them.
public struct Environment: Sendable {
  /// Nil: the process's own.
  private let values: [String: String]?

  /// The environment of this process.
  public static let process = Environment(values: nil)

  /// An environment of these variables alone.
  public init(_ values: [String: String]) { self.init(values: values) }

  private init(values: [String: String]?) { self.values = values }

  /// The variable called `name`; nil if it is missing or empty.
  public subscript(name: String) -> String? {
    let value = setting(name)
    return value?.isEmpty == false ? value : nil
  }

  /// The same where empty is not missing: an empty PAGER means none.
  public func setting(_ name: String) -> String? {
    if let values { values[name] } else { getenv(name).map { String(cString: $0) } }
  }

  /// The data directory: what was asked for by option, else by `WILDIX_DATA`, else the user's own.
  public func dataDirectory(option: String?) -> String {
    option ?? self["WILDIX_DATA"] ?? directory("XDG_DATA_HOME", ".local/share")
  }

  /// Where what outlives a run but is no data goes: sessions, the form's history.
  public var stateDirectory: String { directory("XDG_STATE_HOME", ".local/state") }

  /// Where what can be made again goes.
  public var cacheDirectory: String { directory("XDG_CACHE_HOME", ".cache") }

  /// The XDG specification has relative paths ignored.
  private func directory(_ variable: String, _ standard: String) -> String {
    let base = self[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/\(standard)"
    return base + "/wildix"
  }

  private var home: String {
    if let home = self["HOME"] { return home }
    // cron and service managers may start us without HOME.
    guard let entry = getpwuid(getuid()), let path = entry.pointee.pw_dir else { return "" }
    return String(cString: path)
  }
}
