/// Something said to people, in every language: none can be made that lacks one. The phrases themselves stand together in
/// extensions of this type, named for what they say.
public struct Phrase: Equatable, Sendable {
  private let english: String
  private let french: String

  /// The phrase in both languages, each set as that language sets its signs.
  public init(en english: PhraseText<English>, fr french: PhraseText<French>) {
    (self.english, self.french) = (english.text, french.text)
  }

  /// What is the same in every language: a name, a command line, words of other programs.
  public init(verbatim text: String) { (english, french) = (text, text) }

  /// As it is said in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }
}
