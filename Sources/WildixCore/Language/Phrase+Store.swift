// Troubles of the store.
extension Phrase {
  public static func noLock(_ path: String, _ reason: Phrase) -> Phrase {
    Phrase(
      en: "cannot save: no lock can be had on \(path): \(reason)",
      fr: "impossible d'enregistrer : pas de verrou sur \(path) : \(reason)")
  }

  public static func lockedByAnother(_ path: String, seconds: Int) -> Phrase {
    Phrase(
      en: "cannot save: another process has had the lock \(path) for \(seconds) seconds",
      fr: "impossible d'enregistrer : un autre processus tient le verrou \(path) depuis \(seconds) secondes")
  }

  public static func contended(_ file: String) -> Phrase {
    Phrase(en: "another program goes on changing \(file)", fr: "un autre programme ne cesse de modifier \(file)")
  }

  public static func unusableIndex(_ path: String, _ reason: Phrase) -> Phrase {
    Phrase(en: "cannot use the index \(path): \(reason)", fr: "l'index \(path) est inutilisable : \(reason)")
  }

  public static let damagedAgain = Phrase(
    en: "it is damaged again as soon as it is made anew", fr: "à peine refait, il est de nouveau endommagé")

  public static func unusable(_ path: String, _ reason: Phrase) -> Phrase {
    Phrase(en: "\(path) cannot be used: \(reason)", fr: "\(path) est inutilisable : \(reason)")
  }

  public static func inUse(_ path: String) -> Phrase {
    Phrase(en: "another program is using \(path)", fr: "un autre programme utilise \(path)")
  }

  public static func cannotOpen(_ path: String, _ reason: Phrase) -> Phrase {
    Phrase(
      en: "cannot open or write \(path): \(reason)", fr: "impossible d'ouvrir ou d'écrire \(path) : \(reason)")
  }

  public static func cannotUse(_ path: String, _ reason: Phrase) -> Phrase {
    Phrase(en: "cannot use \(path): \(reason)", fr: "impossible d'utiliser \(path) : \(reason)")
  }

  /// What SQLite says, in its own words where they are none of its common ones.
  public static func database(_ message: String) -> Phrase {
    databaseMessages.first { $0[.english] == message } ?? Phrase(verbatim: message)
  }

  private static var databaseMessages: [Phrase] {
    [
      Phrase(en: "database is locked", fr: "la base est verrouillée"),
      Phrase(en: "database table is locked", fr: "une table de la base est verrouillée"),
      Phrase(en: "database or disk is full", fr: "la base ou le disque est plein"),
      Phrase(en: "disk I/O error", fr: "erreur de lecture ou d'écriture sur le disque"),
      Phrase(en: "attempt to write a readonly database", fr: "la base est en lecture seule"),
      Phrase(en: "unable to open database file", fr: "le fichier de la base ne peut pas être ouvert"),
      Phrase(en: "file is not a database", fr: "ce n'est pas un fichier de base de données"),
      Phrase(en: "database disk image is malformed", fr: "la base est endommagée"),
      Phrase(en: "out of memory", fr: "mémoire insuffisante"),
      Phrase(en: "access permission denied", fr: "accès refusé"),
    ]
  }

  public static func cryptoFailure(_ what: Phrase) -> Phrase {
    Phrase(en: "libcrypto fails at \(what)", fr: "libcrypto échoue : \(what)")
  }

  public static let randomBytes = Phrase(en: "random bytes", fr: "octets aléatoires")
  public static let keyOfPassword = Phrase(en: "a key from a password", fr: "clé tirée d'un mot de passe")
  public static func salt(ofBytes count: Int) -> Phrase {
    Phrase(en: "a salt of \(count) bytes", fr: "sel de \(count) octets")
  }
}
