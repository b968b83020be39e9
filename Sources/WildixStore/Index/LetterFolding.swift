/// Letters that are looked for by how they are typed on another keyboard: the tokenizer takes accents off, but a ligature
/// or a stroke is none to Unicode.
enum LetterFolding {
  /// `text` with such letters replaced; itself where there are none.
  static func folded(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }), text.contains(where: { plain($0) != nil }) else { return text }
    var folded = ""
    for letter in text { if let plain = plain(letter) { folded += plain } else { folded.append(letter) } }
    return folded
  }

  private static func plain(_ letter: Character) -> String? {
    switch letter {
    case "œ", "Œ": "oe"
    case "æ", "Æ": "ae"
    case "ß", "ẞ": "ss"
    case "ł", "Ł": "l"
    case "ø", "Ø": "o"
    case "đ", "Đ", "ð", "Ð": "d"
    case "þ", "Þ": "th"
    case "ı": "i"
    default: nil
    }
  }
}
