import Testing
import WildixCore

/// Whether a whole text is one JSON value, by the scanner alone.
private func isJSON(_ bytes: [UInt8]) -> Bool {
  bytes.withUnsafeBufferPointer { buffer in
    var scanner = JSONScanner(buffer, isFinal: true)
    scanner.skipWhitespace()
    guard (try? scanner.scanValue()) != nil else { return false }
    scanner.skipWhitespace()
    return scanner.position == bytes.count
  }
}

@Suite struct JSONScannerTests {
  @Test func tableIsWhole() {
    #expect(JSONCases.all.count == 318)
  }

  @Test(arguments: JSONCases.all)
  func conforms(_ example: JSONCase) {
    switch example.verdict {
    case .valid: #expect(isJSON(example.bytes))
    case .invalid: #expect(!isJSON(example.bytes))
    case .either: _ = isJSON(example.bytes)
    }
  }

  /// The same verdict when the text comes in two pieces, wherever it is cut: the first piece alone must ask for more or
  /// be refused for what it says, never be taken for whole.
  @Test(arguments: JSONCases.all.filter { $0.bytes.count < 400 && $0.verdict == .valid })
  func asksForMore(_ example: JSONCase) {
    for cut in 1..<max(2, example.bytes.count) {
      let piece = Array(example.bytes[..<min(cut, example.bytes.count - 1)])
      piece.withUnsafeBufferPointer { buffer in
        var scanner = JSONScanner(buffer, isFinal: false)
        scanner.skipWhitespace()
        do throws(JSONFault) {
          _ = try scanner.scanValue()
          let rest = example.bytes[scanner.position...]
          #expect(rest.allSatisfy { [0x20, 0x0A, 0x0D, 0x09].contains($0) }, "cut at \(cut)")
        } catch {
          #expect(error.isUnfinished, "cut at \(cut): \(error)")
        }
      }
    }
  }

  /// Every place within eight bytes of a string is looked at on its own, whichever way it is aligned.
  @Test(arguments: 0..<24, [0x00, 0x1F, 0x0A, 0xFF, 0xC0, 0x80] as [UInt8])
  func findsBadByteAnywhere(_ place: Int, _ byte: UInt8) {
    var text = [UInt8](repeating: UInt8(ascii: "a"), count: 30)
    text[0] = UInt8(ascii: "\"")
    text[29] = UInt8(ascii: "\"")
    #expect(isJSON(text))
    text[place + 1] = byte
    #expect(!isJSON(text))
  }

  @Test func nestsToItsLimitOnly() {
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }
    #expect(isJSON(nested(JSONScanner.maximumDepth)))
    #expect(!isJSON(nested(JSONScanner.maximumDepth + 1)))
  }

  @Test(arguments: [
    (#""é\u00e9\n""#, "éé\n"), (#""\ud83d\ude00""#, "😀"), (#""\ud800x""#, "\u{FFFD}x"), (#""\/\"\\""#, "/\"\\"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"),
  ])
  func decodes(_ json: String, _ text: String) throws {
    try Array(json.utf8).withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, isFinal: true)
      let span = try scanner.scanValue()
      #expect(JSONText.decode(span, in: bytes) == text)
    }
  }

  @Test func quotesAndCompacts() {
    var bytes: [UInt8] = []
    JSONText.appendQuoted("a\"\\\n\u{1}é", to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == #""a\"\\\n\u0001é""#)
    let compact = JSONText.compact(Array("{ \"a b\" : [ 1 ,\n\"\\\" x\" ] }".utf8))
    #expect(String(decoding: compact, as: UTF8.self) == #"{"a b":[1,"\" x"]}"#)
  }

  @Test(arguments: 0..<20)
  func findsLineEndAnywhere(_ place: Int) {
    var json = Array(#"{"é": 1,            "b":2}"#.utf8)
    #expect(JSONText.isOnOneLine(json))
    json[8] = 0x09
    #expect(JSONText.isOnOneLine(json))
    json[place] = place % 2 == 0 ? 0x0A : 0x0D
    #expect(!JSONText.isOnOneLine(json))
  }
}
