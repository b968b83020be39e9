import GRDB
import WildixCore

/// Keys of texts that stand where most often a number does, texts and parties: negative, made from the text's hash, so
/// that they come out the same in every index; where two hashes meet, the later text takes the next free one.
final class CallKeys {
  /// The same few trunks stand in every other record.
  private var recent: [String: Int64] = [:]
  private let find: RawStatement
  private let taken: RawStatement
  private let add: RawStatement

  init(_ database: Database) throws {
    find = try RawStatement(reusing: database, "SELECT key FROM texts WHERE text = ?1")
    taken = try RawStatement(reusing: database, "SELECT 1 FROM texts WHERE key = ?1")
    add = try RawStatement(reusing: database, "INSERT INTO texts VALUES (?1, ?2)")
  }

  /// The key of `id`; nil if no file has named such an id.
  func key(for id: CallID) throws -> Int64? {
    if let number = id.number { return number }
    return try key(of: id.text)
  }

  private func key(of text: String) throws -> Int64? {
    find.bind(1, text)
    defer { find.reset() }
    return try find.step() ? find.integer(0) : nil
  }

  /// The key of a record's id, made if it has none.
  func key(making id: IndexedID) throws -> Int64 {
    switch id {
    case .number(let number): number
    case .text(let text): try key(making: text)
    }
  }

  /// The key of `text`, made if it has none.
  func key(making text: String) throws -> Int64 {
    if let key = recent[text] { return key }
    let key = try key(of: text) ?? add(text)
    if recent.count >= 4096 { recent = [:] }
    recent[text] = key
    return key
  }

  private func add(_ text: String) throws -> Int64 {
    var key = Self.preferred(text)
    while try isTaken(key) { key = key == .min ? -1 : key - 1 }
    add.bind(1, key)
    add.bind(2, text)
    try add.run()
    return key
  }

  private func isTaken(_ key: Int64) throws -> Bool {
    taken.bind(1, key)
    defer { taken.reset() }
    return try taken.step()
  }

  /// The key that `id` has or would get: also one that no longer stands in any file has its place in the order.
  func place(of id: CallID) throws -> Int64 { try key(for: id) ?? Self.preferred(id.text) }

  private static func preferred(_ text: String) -> Int64 {
    let hash = Array(text.utf8).withUnsafeBufferPointer { ContentHash.of($0) }
    return -1 - Int64(hash >> 1)
  }
}
