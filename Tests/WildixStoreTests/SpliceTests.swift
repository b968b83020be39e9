import Foundation
import Testing
import WildixCore

@testable import WildixStore

/// Entries go in and nothing else changes.
@Suite struct SpliceTests {
  private static func splice(_ file: String, _ entries: [(String, String)]) throws -> String {
    try Array(file.utf8).withUnsafeBufferPointer { bytes in
      let ids = entries.map { CallID($0.0) }
      let splice = try EnrichmentSplice(bytes, wanted: ids)
      var result: [UInt8] = []
      let laidOut = zip(ids, entries).map { ($0, splice.laidOut(Array($1.1.utf8))) }
      try splice.write(laidOut) { result += $0 }
      return String(decoding: result, as: UTF8.self)
    }
  }

  private static let two = "{\n  \"1\": {\n    \"a\": 1\n  },\n  \"2\": {}\n}"

  @Test(arguments: [
    // Nothing there yet.
    ("", "{\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}"),
    ("\n", "{\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}\n"),
    ("{}", "{\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}"),
    ("{ }\n", "{\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}\n"),
    // As Python writes it.
    (two, "{\n  \"1\": {\n    \"a\": 1\n  },\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}"),
    ("{\n  \"1\": {}\n}\n", "{\n  \"1\": {},\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}\n"),
    // Other indentations, other line ends.
    (
      "{\n    \"1\": {}\n}",
      "{\n    \"1\": {},\n    \"2\": {\n        \"b\": [\n            1,\n            {}\n        ]\n    }\n}"
    ),
    ("{\n\t\"1\": {}\n}", "{\n\t\"1\": {},\n\t\"2\": {\n\t\t\"b\": [\n\t\t\t1,\n\t\t\t{}\n\t\t]\n\t}\n}"),
    (
      "{\r\n  \"1\": {}\r\n}",
      "{\r\n  \"1\": {},\r\n  \"2\": {\r\n    \"b\": [\r\n      1,\r\n      {}\r\n    ]\r\n  }\r\n}"
    ),
    // On one line.
    ("{\"1\": {}}", "{\"1\": {},\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}"),
    ("{\"2\":{\"x\":0},\"3\":{}}", "{\"2\":{\n    \"b\": [\n      1,\n      {}\n    ]\n  },\"3\":{}}"),
    // Of several of one id the last counts.
    ("{\n  \"2\": {},\n  \"2\": {}\n}", "{\n  \"2\": {},\n  \"2\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}"),
    // A key spelled in another way.
    ("{\n  \"\\u0032\": {}\n}", "{\n  \"\\u0032\": {\n    \"b\": [\n      1,\n      {}\n    ]\n  }\n}"),
  ])
  func fitsIn(_ file: String, _ expected: String) throws {
    #expect(try Self.splice(file, [("2", #"{"b":[1,{}]}"#)]) == expected)
  }

  @Test(arguments: ["{", "[]", "{\"1\": 2}", "{\"1\": {}} x", "{\"1\": {},}", "nul"])
  func refusesWhatIsNoEnrichmentFile(_ file: String) {
    #expect(throws: JSONFault.self) { try Self.splice(file, [("2", "{}")]) }
  }

  @Test(arguments: [
    (#"{"1": {"a": "é"}}"#, false), (#"{"1": {"a": "\u00e9"}}"#, true), (#"{"1": {"a": "e"}}"#, false),
    (#"{"1": {"a": "\u00e9 é"}}"#, false), (#"{"1": {"a": "\\u00e9"}}"#, false), (#"{"1": {"a": "\u001f"}}"#, false),
    (#"{"1": {"a": "\\\u20ac"}}"#, true), (#"{"1": {"a": "\u007f"}}"#, true), ("", false),
    (#"{"1": {"a": "0123456789 0123456789 \ud83d\ude00 and then some more of it"}}"#, true),
  ])
  func seesHowTextIsSpelled(_ file: String, _ isASCII: Bool) throws {
    try Array(file.utf8).withUnsafeBufferPointer { bytes in
      let splice = try EnrichmentSplice(bytes, wanted: [])
      #expect(splice.layout.isASCII == isASCII)
    }
  }

  /// Random files, read before and after by another reader of JSON; and what is between the entries stays.
  @Test(arguments: 1...200)
  func onlyTheEntriesChange(_ seed: UInt64) throws {
    var random = RandomHistory(seed: seed)
    let indent = random.one(of: [nil, 0, 2, 3, 4])
    let space = random.one(of: ["", "\n", " ", "\n\n"])
    var ids = (0..<random.number(0..<8)).map { random.chance(80) ? "\($0)" : "é \($0)\"" }
    let before = Self.file(ids, indent: indent, &random) + space
    if random.chance(80) { ids.append("new") }
    if random.chance(50) { ids.append("newer-é") }
    ids.shuffle(using: &random.generator)
    let edited = Array(ids.prefix(random.number(1..<4)))
    guard !edited.isEmpty else { return }
    let entries = edited.map { ($0, #"{"objet":"\#($0.count)","n":[1.50,{"x":[]},"}{"]}"#) }
    let after = try Self.splice(before, entries)

    var expected = try Self.parsed(before)
    for (id, entry) in entries { expected[id] = try Self.parsed(entry) as NSDictionary }
    #expect(try Self.parsed(after) as NSDictionary == expected as NSDictionary, "\(before)\n\(after)")
    // Without what was edited, one is the other.
    let rest = try Self.pieces(before, without: edited)
    var position = after.utf8.startIndex
    for piece in rest {
      let found = try #require(after.utf8[position...].firstRange(of: piece.utf8), "\(piece)\n\(after)")
      position = found.upperBound
    }
    #expect(try Self.splice(after, entries) == after)
  }

  private static func file(_ ids: [String], indent: Int?, _ random: inout RandomHistory) -> String {
    let newline = indent.map { "\n" + String(repeating: " ", count: $0) }
    let entries = ids.map { id in
      "\(quoted(id)): " + (random.chance(20) ? "{}" : random.enrichment())
    }
    if ids.isEmpty { return random.one(of: ["", "{}", "{\n}"]) }
    return "{" + (newline ?? "") + entries.joined(separator: "," + (newline ?? " ")) + (newline == nil ? "}" : "\n}")
  }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.appendQuoted(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func parsed(_ json: String) throws -> [String: Any] {
    if json.allSatisfy(\.isWhitespace) { return [:] }
    return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  /// The entries of `file` that are not edited, each with its key, as they are spelled.
  private static func pieces(_ file: String, without edited: [String]) throws -> [String] {
    try Array(file.utf8).withUnsafeBufferPointer { bytes in
      try EnrichmentFile.entries(in: bytes).filter { !edited.contains($0.id) }.map { entry in
        quoted(entry.id) + ": " + String(decoding: bytes[entry.value], as: UTF8.self)
      }
    }
  }
}
