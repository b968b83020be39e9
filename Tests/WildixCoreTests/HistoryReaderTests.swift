import Testing
import WildixCore

/// Reads a history that comes in pieces of `piece` bytes.
func readHistory(
  _ bytes: [UInt8], known: [KnownBlock] = [], piece: Int = .max
) throws -> (records: [String], known: Int, blocks: [KnownBlock]) {
  var rest = bytes[...]
  var reader = HistoryReader(known: known) { buffer in
    let count = min(buffer.count, piece, rest.count)
    buffer.copyBytes(from: rest.prefix(count))
    rest = rest.dropFirst(count)
    return count
  }
  var records: [String] = []
  var blocks: [KnownBlock] = []
  var recognised = 0
  while let next = try reader.next() {
    switch next {
    case .known(let block):
      recognised += 1
      blocks.append(block)
    case .new(let block):
      records += block.records.map { String(decoding: block.bytes[$0.range], as: UTF8.self) }
      blocks.append(
        KnownBlock(
          id: Int64(blocks.count), length: block.bytes.count, records: block.records.count, hash: block.hash,
          head: block.head))
    }
  }
  return (records, recognised, blocks)
}

func history(_ records: [String]) -> [UInt8] {
  Array(
    #"{"type":"result","result":{"total":"\#(records.count)","records":[\#(records.joined(separator: ","))]}}"#.utf8)
}

@Suite struct HistoryReaderTests {
  static let records = (0..<5000).map { #"{"id":"\#($0)","start":"2026-01-01 10:00:00","from_name":"Zoé \#($0)"}"# }

  @Test(arguments: [1, 7, 4096, .max])
  func readsRecordsInAnyPieces(_ piece: Int) throws {
    let few = Array(Self.records.prefix(piece == 1 ? 50 : 3000))
    #expect(try readHistory(history(few), piece: piece).records == few)
  }

  @Test(arguments: [
    #"[{"id":1}]"#, #" [ {"id":1} ] "#, #"{"result":{"records":[{"id":1}]}}"#,
    #"{"a":[{"b":null}],"result":{"total":7,"records":[{"id":1}],"x":{}},"type":"result"}"#, "\u{FEFF}[{\"id\":1}]",
  ])
  func takesBothForms(_ text: String) throws {
    #expect(try readHistory(Array(text.utf8)).records == [#"{"id":1}"#])
  }

  @Test(arguments: ["[]", #"{"result":{"records":[]}}"#])
  func takesNoRecords(_ text: String) throws {
    #expect(try readHistory(Array(text.utf8)).records.isEmpty)
  }

  @Test(arguments: [
    ("", 0, "a call history"), ("[{}]", 1, "a record with an id"), (#"[{"id":null}]"#, 1, "a record with an id"),
    (#"[{"id":1},]"#, 10, "a record"), (#"[{"id":1}"#, 9, ", or ]"), (#"[{"id":1}]]"#, 10, "the end of the file"),
    (#"{"result":{"records":[{"id":1}],"records":[]}}"#, 41, "no second"), ("{}", 1, #""result""#),
    (#"{"result":{}}"#, 11, #""records""#), (#"{"result":{"records":{}}}"#, 21, "[, the list"),
    (#"[{"id":1,"x":"\q"}]"#, 15, "one of"), (#"[{"id":1 "x":2}]"#, 9, ", or }"), ("[1]", 1, "a record, which is"),
  ])
  func refuses(_ text: String, _ offset: Int, _ expected: String) {
    do {
      _ = try readHistory(Array(text.utf8))
      Issue.record("was taken")
    } catch let fault as JSONFault {
      #expect(fault.offset == offset)
      #expect(Phrase.expected(fault.expected)[.english].hasPrefix("expected \(expected)"), "\(fault.expected)")
    } catch {
      Issue.record("\(error)")
    }
  }

  /// After an edit only what it touched is read anew, wherever it was made.
  @Test(arguments: ["front", "end", "middle", "deleted", "moved"])
  func recognisesBlocks(_ edit: String) throws {
    let before = try readHistory(history(Self.records))
    #expect(before.blocks.count == 5)
    var records = Self.records
    switch edit {
    case "front": records.insert(#"{"id":"new"}"#, at: 0)
    case "end": records.append(#"{"id":"new"}"#)
    case "middle": records[2500] = #"{"id":"2500","from_name":"other"}"#
    case "deleted": records.remove(at: 3000)
    default: records = Array(records[2048...] + records[..<2048])
    }
    let after = try readHistory(history(records), known: before.blocks)
    #expect(after.known >= 4)
    #expect(after.records.count <= 1025)
    #expect(after.blocks.reduce(0) { $0 + $1.records } == records.count)
  }

  @Test func equalRecordsDoNotMakeItEndless() throws {
    let same = [String](repeating: #"{"id":"1"}"#, count: 20_000)
    let before = try readHistory(history(same))
    let after = try readHistory(history(same + [#"{"id":"2"}"#]), known: before.blocks)
    #expect(after.blocks.reduce(0) { $0 + $1.records } == 20_001)
  }
}
