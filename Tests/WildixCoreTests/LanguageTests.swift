import Testing
import WildixCore

@Suite struct LanguageTests {
  @Test(arguments: [
    ([:], Language.english), (["LANG": "fr_FR.UTF-8"], .french), (["LANG": "fr"], .french),
    (["LANG": "FR@euro"], .french), (["LANG": "frr_DE"], .english), (["LANG": "C.UTF-8"], .english),
    (["LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB"], .english), (["LANG": "de_DE", "LC_ALL": "fr_CA"], .french),
    (["LANG": "fr_FR", "LC_ALL": ""], .french), (["LC_ALL": "C", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"], .english),
  ])
  func environment(_ variables: [String: String], _ language: Language) {
    #expect(Language { variables[$0] } == language)
  }
}

@Suite struct PhraseTests {
  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1234, "1,234", "1\u{202F}234"),
    (-1_234_567, "-1,234,567", "-1\u{202F}234\u{202F}567"),
  ])
  func counts(_ number: Int, _ english: String, _ french: String) {
    let phrase = Phrase(en: "\(count: number)", fr: "\(count: number)")
    #expect(phrase[.english] == english)
    #expect(phrase[.french] == french)
  }

  /// In French none and one are singular.
  @Test(arguments: [(0, "0 calls", "0 appel"), (1, "1 call", "1 appel"), (2, "2 calls", "2 appels")])
  func plurals(_ count: Int, _ english: String, _ french: String) {
    let phrase = Phrase(en: "\(count) \(for: count, "call", "calls")", fr: "\(count) \(for: count, "appel", "appels")")
    #expect(phrase[.english] == english)
    #expect(phrase[.french] == french)
  }

  @Test func literalsAreTypesetAndValuesAreNot() {
    let path = "l'été : « a ! »"
    let phrase = Phrase(en: "\(path) : 'x' ?", fr: "l'« \(path) » : d'où ; -x '2026 14:30' l'\(path) ?")
    #expect(phrase[.english] == "\(path) : 'x' ?")
    #expect(phrase[.french] == "l’«\u{A0}\(path)\u{A0}»\u{A0}: d’où\u{A0}; -x '2026 14:30' l’\(path)\u{A0}?")
  }

  @Test func phrasesHoldPhrases() {
    let inner = Phrase(en: "the file", fr: "le fichier")
    let outer = Phrase(en: "\(inner) is gone", fr: "\(inner) n'existe plus")
    #expect(outer[.english] == "the file is gone")
    #expect(outer[.french] == "le fichier n’existe plus")
  }

  @Test(arguments: [
    ([], "", ""), (["a"], "a", "a"), (["a", "b"], "a or b", "a ou b"), (["a", "b", "c"], "a, b or c", "a, b ou c"),
  ])
  func lists(_ names: [String], _ english: String, _ french: String) {
    let phrase = Phrase(en: "\(names, "or")", fr: "\(names, "ou")")
    #expect(phrase[.english] == english)
    #expect(phrase[.french] == french)
  }

  @Test(arguments: [("bob", "de bob"), ("alice", "d’alice"), ("Élise", "d’Élise"), ("", "de ")])
  func possession(_ name: String, _ french: String) { #expect(French.of(name) == french) }
}
