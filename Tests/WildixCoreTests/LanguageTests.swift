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
