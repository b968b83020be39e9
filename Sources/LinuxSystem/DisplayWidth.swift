import CLinux
import Glibc

/// How many columns of a terminal a text takes.
public enum DisplayWidth {
  /// The C library's tables of widths, asked for once whatever the user's locale is.
  private static let hasTables: Bool = setlocale(LC_CTYPE, "C.UTF-8") != nil

  /// Columns of one character: 0 for a control character, 2 for wide ones and emoji.
  public static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    guard hasTables else { return 1 }
    let scalars = character.unicodeScalars
    // Terminals draw an emoji with all its modifiers in the place of one.
    if scalars.dropFirst().contains(where: isEmojiModifier) { return 2 }
    return scalars.reduce(0) { $0 + max(0, Int(wcwidth(wchar_t($1.value)))) }
  }

  private static func isEmojiModifier(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200D, 0xFE0F, 0x1F3FB...0x1F3FF: true
    default: false
    }
  }

  /// Columns of a whole text.
  public static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// `text` in exactly `columns`: cut with an ellipsis, or filled up with spaces.
  public static func fit(_ text: String, to columns: Int) -> String {
    let kept = cut(text, to: columns)
    return kept + String(repeating: " ", count: max(0, columns - of(kept)))
  }

  /// `text` in at most `columns`, with an ellipsis where something was cut.
  public static func cut(_ text: String, to columns: Int) -> String {
    if of(text) <= columns { return text }
    var kept = ""
    var used = 0
    for character in text {
      let next = of(character)
      guard used + next <= columns - 1 else { break }
      kept.append(character)
      used += next
    }
    return kept + "…"
  }
}
