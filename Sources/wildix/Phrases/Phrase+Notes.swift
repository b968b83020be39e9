import WildixCore

// How what is said begins. The name of the program is the same in every language.
extension Phrase {
  static func failure(_ message: Phrase) -> Phrase { Phrase(en: "wildix: \(message)", fr: "wildix: \(message)") }
  static func hint(_ hint: Phrase) -> Phrase { Phrase(en: "hint: \(hint)", fr: "conseil : \(hint)") }
  static func warning(_ message: Phrase) -> Phrase {
    Phrase(en: "wildix: warning: \(message)", fr: "wildix: attention : \(message)")
  }
  static func remark(_ message: Phrase) -> Phrase {
    Phrase(en: "wildix: note: \(message)", fr: "wildix: à noter : \(message)")
  }
}

// What listings say beside their rows.
extension Phrase {
  static func rest(shown: Int, of total: Int) -> Phrase {
    Phrase(
      en: "\(count: shown) of \(count: total) calls; --all shows every one",
      fr: "\(count: shown) sur \(count: total) appels ; --all les montre tous")
  }

  /// Below a table that goes on; the total is nil if it cannot be told.
  static func watched(shown: Int, of total: Int?) -> Phrase {
    guard let total else {
      return Phrase(en: "\(count: shown) calls; Ctrl-C ends", fr: "\(count: shown) appels ; Ctrl-C termine")
    }
    return Phrase(
      en: "\(count: shown) of \(count: total) calls; Ctrl-C ends",
      fr: "\(count: shown) sur \(count: total) appels ; Ctrl-C termine")
  }

  static let damagedFile = Phrase(en: "the file is damaged", fr: "le fichier est abîmé")

  static func lastGoodState(_ file: String, _ problem: Phrase) -> Phrase {
    Phrase(
      en: "\(file): \(problem); showing its last good state",
      fr: "\(file) : \(problem) ; voici son dernier état valable")
  }

  static func waitingFor(_ path: String, _ reason: Phrase) -> Phrase {
    Phrase(en: "\(path): \(reason); waiting for it", fr: "\(path) : \(reason) ; en attente")
  }

  static func polling(_ why: Phrase) -> Phrase {
    Phrase(
      en: "\(why); looking at the files once a second", fr: "\(why) ; les fichiers sont regardés chaque seconde")
  }

  static func onNetwork(_ directory: String, _ fileSystem: String) -> Phrase {
    Phrase(
      en: "\(directory) is on a network file system (\(fileSystem))",
      fr: "\(directory) est sur un système de fichiers en réseau (\(fileSystem))")
  }

  static let noWatchesLeft = Phrase(
    en: "there are no inotify watches left (fs.inotify.max_user_watches, max_user_instances)",
    fr: "il ne reste pas de surveillances inotify (fs.inotify.max_user_watches, max_user_instances)")

  static let readingCalls = Phrase(en: "reading calls", fr: "lecture des appels")
}

// What is said of a save.
extension Phrase {
  static func saved(_ id: String) -> Phrase { Phrase(en: "Saved \(id).", fr: "Appel \(id) enregistré.") }

  static func saved(count: Int) -> Phrase {
    Phrase(
      en: "Saved \(count: count) \(for: count, "call", "calls").",
      fr: "\(count: count) \(for: count, "appel enregistré", "appels enregistrés").")
  }

  static func missingInJournal(_ reason: Phrase) -> Phrase {
    Phrase(
      en: "this is saved, but missing in the journal: \(reason)",
      fr: "c'est enregistré, mais absent du journal : \(reason)")
  }

  static func line(_ number: Int, _ problem: Phrase) -> Phrase {
    Phrase(en: "line \(number): \(problem)", fr: "ligne \(number) : \(problem)")
  }

  /// The same where the problem begins with the column.
  static func lineAndColumn(_ number: Int, _ problem: Phrase) -> Phrase {
    Phrase(en: "line \(number), \(problem)", fr: "ligne \(number), \(problem)")
  }
}
