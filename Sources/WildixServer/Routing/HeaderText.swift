/// Text of the protocol, which is signs in a row: to Swift's `Character` a comma with an accent behind it, or CR LF, would be
/// another sign than the comma.
enum HeaderText {
  /// The parts between separators, at most so many, without spaces and tabs around; one part if there is no separator.
  static func split(_ text: String, at separator: Unicode.Scalar, most: Int = .max) -> [String] {
    let sign = UInt8(ascii: separator)
    return text.utf8.split(separator: sign, maxSplits: most - 1, omittingEmptySubsequences: false).map { part in
      let start = part.drop(while: isSpace)
      guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
      return String(Substring(start[...last]))
    }
  }

  /// The weight of the parts of `text;q=0.5`; nil if there is none.
  static func weight(_ parts: [String]) -> Double? {
    for part in parts.dropFirst() {
      let pair = split(part, at: "=", most: 2)
      if pair.count == 2, pair[0] == "q" { return Double(pair[1]) }
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
