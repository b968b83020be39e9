/// Something said to people, in every language: none can be made that lacks one. The phrases themselves stand together in
/// extensions of this type, named for what they say.
public struct Phrase: Equatable, Sendable {
  private let english: String
  private let french: String

  /// The phrase in both languages.
  public init(en english: String, fr french: String) {
    self.english = english
    self.french = french
  }

  /// What is the same in every language: a name, a command line.
  public init(verbatim text: String) { self.init(en: text, fr: text) }

  /// As it is said in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }
}
