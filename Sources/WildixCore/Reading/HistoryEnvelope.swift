/// What stands around the records of a history.
struct HistoryEnvelope {
  /// True between the [ before the records and the ] behind them, when another record comes.
  private(set) var hasRecords = false
  private var objects = 0

  /// From the start of the file to the first record, or to the end of the file if there is none.
  mutating func begin(_ scanner: inout JSONScanner) throws(JSONFault) {
    if scanner.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.position = 3 }
    scanner.skipWhitespace()
    if try scanner.peek(.history) == UInt8(ascii: "[") {
      try open(&scanner)
      return
    }
    guard try find("result", in: &scanner) else { throw scanner.fault(.result) }
    guard try find("records", in: &scanner) else { throw scanner.fault(.records) }
    guard try scanner.peek(.bracket) == UInt8(ascii: "[") else { throw scanner.fault(.recordList) }
    try open(&scanner)
  }

  /// Behind a block: the comma before the next record, or all that follows the last one.
  mutating func separate(_ scanner: inout JSONScanner) throws(JSONFault) {
    scanner.skipWhitespace()
    if try scanner.peek(.commaOrBracket) == UInt8(ascii: ",") {
      scanner.position += 1
      scanner.skipWhitespace()
      return
    }
    try scanner.expect(UInt8(ascii: "]"), .commaOrBracket)
    try end(&scanner)
  }

  private mutating func open(_ scanner: inout JSONScanner) throws(JSONFault) {
    scanner.position += 1
    scanner.skipWhitespace()
    hasRecords = try scanner.peek(.recordOrEnd) != UInt8(ascii: "]")
    if !hasRecords {
      scanner.position += 1
      try end(&scanner)
    }
  }

  /// Enters an object and stops before the value of `name`; false if it has no such member.
  private mutating func find(_ name: String, in scanner: inout JSONScanner) throws(JSONFault) -> Bool {
    try scanner.expect(UInt8(ascii: "{"), .brace)
    objects += 1
    scanner.skipWhitespace()
    if try scanner.peek(.keyOrEnd) == UInt8(ascii: "}") { return false }
    while true {
      let key = try scanner.scanString(.key)
      scanner.skipWhitespace()
      try scanner.expect(UInt8(ascii: ":"), .colon)
      scanner.skipWhitespace()
      if JSONText.decode(key, in: scanner.bytes) == name { return true }
      _ = try scanner.scanValue()
      scanner.skipWhitespace()
      if try scanner.peek(.commaOrBrace) == UInt8(ascii: "}") { return false }
      try scanner.expect(UInt8(ascii: ","), .commaOrBrace)
      scanner.skipWhitespace()
    }
  }

  /// The rest of the objects around the records, and nothing behind them.
  private mutating func end(_ scanner: inout JSONScanner) throws(JSONFault) {
    hasRecords = false
    while objects > 0 {
      scanner.skipWhitespace()
      while try scanner.peek(.commaOrBrace) == UInt8(ascii: ",") {
        scanner.position += 1
        scanner.skipWhitespace()
        let key = try scanner.scanString(.key)
        let name = JSONText.decode(key, in: scanner.bytes)
        guard name != (objects == 2 ? "records" : "result") else {
          throw scanner.fault(objects == 2 ? .onlyOneRecords : .onlyOneResult)
        }
        scanner.skipWhitespace()
        try scanner.expect(UInt8(ascii: ":"), .colon)
        scanner.skipWhitespace()
        _ = try scanner.scanValue()
        scanner.skipWhitespace()
      }
      try scanner.expect(UInt8(ascii: "}"), .commaOrBrace)
      objects -= 1
    }
    scanner.skipWhitespace()
    if scanner.position < scanner.bytes.count { throw scanner.fault(.endOfFile) }
    if !scanner.isFinal { throw scanner.unfinished(.endOfFile) }
  }
}
