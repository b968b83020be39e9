import ArgumentParser
import LinuxSystem
import WildixCore
import WildixStore
@main struct Wildix: ParsableCommand {
  @Argument var data: String
  @Argument var mode: String
  func run() throws {
    let store = try FileCallStore(data: data, cache: "/tmp/wxcache", zone: .utc, warn: { print($0) }, progress: nil)
    var query = CallQuery()
    let viewer = Viewer(username: "kernel", poste: "33", role: mode == "all" ? .admin : .user)
    if mode != "all" { query.limit = 50 }
    var n = 0, b = 0
    try store.calls(query, for: viewer) { row in n += 1; b += row.record.count; return true }
    print(n, b, mode == "count" ? try store.count(query, for: viewer) : 0)
  }
}
