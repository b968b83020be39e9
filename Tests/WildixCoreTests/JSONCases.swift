// Which texts a JSON parser must take, must refuse or may treat either way: facts from the test_parsing cases of
// JSONTestSuite by Nicolas Seriot ("Parsing JSON is a Minefield", MIT license, https://github.com/nst/JSONTestSuite).

import Testing

enum JSONVerdict: Sendable {
  case valid
  case invalid
  case either
}

struct JSONCase: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let verdict: JSONVerdict

  var testDescription: String { name }
}

/// The cases keep the suite's own names, so a failing one can be looked up there.
enum JSONCases {
  static let all: [JSONCase] = valid + invalid + either

  /// Reads a table of one case a line: its name, a tab, then the input.
  ///
  /// In the input `\xNN` is the byte of that hexadecimal value, and every other backslash is only itself, so JSON's own
  /// escapes stand as they are. A backslash which comes before an x or before an escaped byte is written `\x5C`.
  static func table(_ text: String, _ verdict: JSONVerdict) -> [JSONCase] {
    text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else {
        preconditionFailure("no tab in the line: \(Substring(line))")
      }
      let input = unescape(line[line.index(after: tab)...])
      return JSONCase(name: String(Substring(line[..<tab])), bytes: input, verdict: verdict)
    }
  }

  private static func unescape(_ input: Substring.UTF8View) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = input
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "x") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.dropFirst().prefix(2)
      guard digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) else {
        preconditionFailure("bad escape in the input: \(Substring(input))")
      }
      bytes.append(value)
      rest = rest.dropFirst(3)
    }
    return bytes
  }

  /// One case whose input is too long for a table line, or empty.
  static func single(_ name: String, _ text: String, _ verdict: JSONVerdict) -> JSONCase {
    JSONCase(name: name, bytes: Array(text.utf8), verdict: verdict)
  }
}
