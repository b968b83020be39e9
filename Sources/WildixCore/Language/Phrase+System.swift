// What the system refused to do.
extension Phrase {
  public static let missingFile = Phrase(en: "there is no such file", fr: "ce fichier n'existe pas")

  /// `cannot read /srv/calls: Permission denied`.
  public static func cannot(_ operation: SystemOperation, _ subject: SystemSubject, _ reason: Phrase) -> Phrase {
    Phrase(
      en: "cannot \(verb(operation)) \(noun(subject)): \(reason)",
      fr: "impossible \(verb(operation)) \(noun(subject)) : \(reason)")
  }

  private static func verb(_ operation: SystemOperation) -> Phrase {
    switch operation {
    case .read: Phrase(en: "read", fr: "de lire")
    case .write: Phrase(en: "write", fr: "d'écrire dans")
    case .lock: Phrase(en: "lock", fr: "de verrouiller")
    case .watch: Phrase(en: "watch", fr: "de surveiller")
    case .start: Phrase(en: "start", fr: "de lancer")
    case .makeDirectory: Phrase(en: "make the directory", fr: "de créer le répertoire")
    case .makeEvent: Phrase(en: "make", fr: "de créer")
    case .followLinks: Phrase(en: "follow the links of", fr: "de suivre les liens de")
    case .rename: Phrase(en: "rename to", fr: "de renommer en")
    case .setPermissions: Phrase(en: "set the permissions of", fr: "de régler les permissions de")
    case .delete: Phrase(en: "delete", fr: "de supprimer")
    case .listen: Phrase(en: "listen on", fr: "d'écouter sur")
    case .list: Phrase(en: "list", fr: "de parcourir")
    case .readSettings: Phrase(en: "read the settings of", fr: "de lire les réglages de")
    case .hideTyping: Phrase(en: "hide typing on", fr: "de masquer la saisie sur")
    }
  }

  private static func noun(_ subject: SystemSubject) -> Phrase {
    switch subject {
    case .path(let path): Phrase(verbatim: path)
    case .standardInput: Phrase(en: "standard input", fr: "l'entrée standard")
    case .standardOutput: Phrase(en: "standard output", fr: "la sortie standard")
    case .standardError: Phrase(en: "standard error", fr: "la sortie d'erreur")
    case .signals: Phrase(en: "signals", fr: "les signaux")
    case .files: Phrase(en: "files", fr: "des fichiers")
    case .event: Phrase(en: "an event", fr: "un événement")
    }
  }

  /// Why the system refused; the English of the C library.
  public static func reason(_ reason: SystemReason) -> Phrase {
    switch reason {
    case .noSuchFile: Phrase(en: "No such file or directory", fr: "fichier ou répertoire inexistant")
    case .noAccess: Phrase(en: "Permission denied", fr: "permission refusée")
    case .notPermitted: Phrase(en: "Operation not permitted", fr: "opération non permise")
    case .noSpace: Phrase(en: "No space left on device", fr: "plus de place sur le disque")
    case .readOnly: Phrase(en: "Read-only file system", fr: "système de fichiers en lecture seule")
    case .isDirectory: Phrase(en: "Is a directory", fr: "c'est un répertoire")
    case .notDirectory: Phrase(en: "Not a directory", fr: "ce n'est pas un répertoire")
    case .exists: Phrase(en: "File exists", fr: "le fichier existe déjà")
    case .badDevice: Phrase(en: "Input/output error", fr: "erreur d'entrée/sortie")
    case .quota: Phrase(en: "Disk quota exceeded", fr: "quota de disque dépassé")
    case .tooLarge: Phrase(en: "File too large", fr: "fichier trop grand")
    case .links: Phrase(en: "Too many levels of symbolic links", fr: "trop de liens symboliques en chaîne")
    case .nameTooLong: Phrase(en: "File name too long", fr: "nom de fichier trop long")
    case .openFiles: Phrase(en: "Too many open files", fr: "trop de fichiers ouverts")
    case .openFilesOfAll:
      Phrase(en: "Too many open files in system", fr: "trop de fichiers ouverts sur le système")
    case .busy: Phrase(en: "Device or resource busy", fr: "ressource occupée")
    case .executing: Phrase(en: "Text file busy", fr: "programme en cours d'exécution")
    case .noMemory: Phrase(en: "Cannot allocate memory", fr: "mémoire insuffisante")
    case .noDevice: Phrase(en: "No such device or address", fr: "périphérique ou adresse inexistant")
    case .stale: Phrase(en: "Stale file handle", fr: "le fichier distant n'est plus valable")
    case .timedOut: Phrase(en: "Connection timed out", fr: "délai d'attente dépassé")
    case .brokenPipe: Phrase(en: "Broken pipe", fr: "plus personne ne lit la sortie")
    case .unsupported: Phrase(en: "Operation not supported", fr: "opération impossible à cet endroit")
    case .notEmpty: Phrase(en: "Directory not empty", fr: "le répertoire n'est pas vide")
    case .noTerminal: Phrase(en: "Inappropriate ioctl for device", fr: "ce n'est pas un terminal")
    }
  }
}
