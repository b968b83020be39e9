import Glibc

/// Which directories have to be watched so that nothing is missed that could make some paths mean other files: those
/// that the files are in, and those on the way to them, links included.
struct WatchPlan: Equatable {
  /// What matters in one directory.
  struct Part: Equatable {
    /// Names of files whose content matters.
    var files: Set<String> = []
    /// Names on the way to a file: links, what is missing, and the directory of the file itself.
    var places: Set<String> = []
  }

  /// By paths without links.
  private(set) var parts: [String: Part] = [:]

  private static let linkLimit = 40

  /// The plan for the files at `paths`, as things are now.
  init(_ paths: [String]) {
    for path in paths { follow(path) }
  }

  /// Directories that files are in.
  var fileDirectories: [String] { parts.filter { !$0.value.files.isEmpty }.map(\.key).sorted() }

  private mutating func follow(_ path: String) {
    var rest = Self.components(Self.absolute(path))
    var directory = "/"
    var links = 0
    while let name = rest.popLast() {
      if name == ".." {
        directory = Directory.parent(of: directory)
        continue
      }
      let place = directory == "/" ? "/" + name : "\(directory)/\(name)"
      var info = stat()
      let exists = lstat(place, &info) == 0
      let kind = info.st_mode & S_IFMT
      if parts[directory] == nil { parts[directory] = Part() }
      if exists, kind == S_IFLNK, links < Self.linkLimit, let target = Self.target(of: place) {
        links += 1
        note(name, in: directory)
        if Directory.isAbsolute(target) { directory = "/" }
        rest += Self.components(target)
      } else if rest.isEmpty {
        parts[directory, default: Part()].files.insert(name)
        // Whoever sits in a deleted directory keeps it from saying that it is.
        if directory != "/" { note(Directory.name(of: directory), in: Directory.parent(of: directory)) }
      } else if exists, kind == S_IFDIR {
        directory = place
      } else {
        note(name, in: directory)
        return
      }
    }
  }

  private mutating func note(_ name: String, in directory: String) {
    parts[directory, default: Part()].places.insert(name)
  }

  /// In reverse, so that the next one is the last.
  private static func components(_ path: String) -> [String] {
    path.unicodeScalars.split(separator: "/").map { String($0) }.filter { $0 != "." }.reversed()
  }

  private static func absolute(_ path: String) -> String {
    guard !Directory.isAbsolute(path), let current = getcwd(nil, 0) else { return path }
    defer { free(current) }
    return String(cString: current) + "/" + path
  }

  private static func target(of link: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
