import Foundation
import WildixCore
import WildixStore

/// A data directory of a test's own, deleted with it.
final class Sandbox {
  let path: String
  var history: String { path + "/call_history.json" }
  var enrichments: String { path + "/enrichissements.json" }
  private(set) var warnings: [SourceFault] = []

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/wildix-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A store as a new process would open it.
  func store() throws -> FileCallStore {
    try FileCallStore(
      data: path, cache: path + "/cache", zone: .utc, warn: { [unowned self] in warnings.append($0) }, progress: nil)
  }

  func takeWarnings() -> [SourceFault] {
    defer { warnings = [] }
    return warnings
  }

  /// Writes a history, by a new file in the old one's place or into it.
  func write(_ records: [String], inPlace: Bool = false) throws {
    try write(Sandbox.text(records), to: history, inPlace: inPlace)
  }

  func write(_ text: String, to path: String, inPlace: Bool = false) throws {
    if inPlace, let file = FileHandle(forWritingAtPath: path) {
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    } else {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
  }

  func write(enrichments: [String: String]) throws {
    let entries = enrichments.sorted { $0.key < $1.key }.map { #""\#($0.key)": \#($0.value)"# }
    try write("{" + entries.joined(separator: ", ") + "}", to: self.enrichments)
  }

  /// The name of the record pack, which changes when an index is made anew.
  func pack() throws -> String? {
    try FileManager.default.contentsOfDirectory(atPath: path + "/.wildix").first { $0.hasSuffix(".pack") }
  }

  static func text(_ records: [String]) -> String {
    #"{"type":"result","result":{"total":"1","records":[\#(records.joined(separator: ","))]}}"#
  }

  /// What a listing shows.
  func listing(_ query: CallQuery = CallQuery(), for viewer: Viewer = .admin) throws -> [String] {
    var rows: [String] = []
    try store().calls(query, for: viewer) { row in
      rows.append(String(decoding: row.record, as: UTF8.self))
      return true
    }
    return rows
  }
}

extension Viewer {
  static let admin = Viewer(username: "admin", poste: "0000", role: .admin)
}
