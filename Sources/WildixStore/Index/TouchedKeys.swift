/// Keys of calls that a refresh touched; past a limit, simply "all", so that memory stays bounded.
struct TouchedKeys {
  private static let limit = 200_000
  private(set) var keys: Set<Int64> = []
  private(set) var isAll = false

  mutating func insert(_ key: Int64) {
    guard !isAll else { return }
    keys.insert(key)
    if keys.count > Self.limit {
      keys = []
      isAll = true
    }
  }

  mutating func insert(_ more: some Sequence<Int64>) { for key in more { insert(key) } }

  mutating func insertAll() {
    keys = []
    isAll = true
  }

  var isEmpty: Bool { keys.isEmpty && !isAll }
}
