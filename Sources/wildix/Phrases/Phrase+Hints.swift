import WildixCore

// What to do next, below what went wrong.
extension Phrase {
  /// A command line to be run.
  static func command(_ line: String) -> Phrase { Phrase(verbatim: line) }

  static let tryAgain = Phrase(en: "try again", fr: "réessayez")
  static let tryAgainNothingSaved = Phrase(
    en: "try again; nothing was saved", fr: "réessayez ; rien n'a été enregistré")
  static let nameTheDirectory = Phrase(
    en: "--data DIR or WILDIX_DATA names the directory that the PBX's export is in",
    fr: "--data DIR ou WILDIX_DATA indique le répertoire où se trouve l'export du PBX")
  static let mendTheFile = Phrase(
    en: "mend the file, or export it anew", fr: "réparez le fichier, ou exportez-le de nouveau")
  static let freeSpace = Phrase(
    en: "free space or try again; it may be deleted", fr: "libérez de la place ou réessayez ; on peut le supprimer")
  static let nameACheckpoint = Phrase(
    en: "name a file that is missing or was made by --checkpoint",
    fr: "indiquez un fichier qui n'existe pas, ou que --checkpoint a créé")
  static let restoreTheDatabase = Phrase(
    en: "restore it from a backup, or move it away to begin anew",
    fr: "restaurez une sauvegarde, ou déplacez-le pour repartir de zéro")
  static func findWhoLocks(_ path: String) -> Phrase {
    Phrase(
      en: "nothing was saved; 'fuser \(path)' names the process",
      fr: "rien n'a été enregistré ; « fuser \(path) » indique le processus")
  }
  static let mustBeWritable = Phrase(
    en: "the data directory and its .wildix must be writable for who saves",
    fr: "qui enregistre doit pouvoir écrire dans le répertoire des données et son .wildix")
}

// Hints for arguments.
extension Phrase {
  static let givePasswordOnInput = Phrase(
    en: "give --password-stdin and the password on standard input",
    fr: "donnez --password-stdin, et le mot de passe sur l'entrée standard")
  static let nameTheUser = Phrase(
    en: "name the user: wildix login USER", fr: "nommez l'utilisateur : wildix login USER")
  static let nameAFormat = Phrase(
    en: "name another format: --format tsv", fr: "choisissez un autre format : --format tsv")
  static let giveWhatToNote = Phrase(
    en: "give --objet, --answered, --transfer-to or another of the options: wildix enrich --help",
    fr: "donnez --objet, --answered, --transfer-to ou une autre des options : wildix enrich --help")
  static let givePosteOrRole = Phrase(en: "give --poste or --role", fr: "donnez --poste ou --role")
}

// Hints for people.
extension Phrase {
  static let makeAnotherToken = Phrase(
    en: "make another with 'wildix token create', or unset WILDIX_TOKEN and use 'wildix login'",
    fr: "créez-en un autre avec « wildix token create », ou retirez WILDIX_TOKEN et utilisez « wildix login »")
  static let logInAsAdmin = Phrase(
    en: "log in as one: wildix login USER", fr: "connectez-vous comme tel : wildix login USER")
  static let askAnAdmin = Phrase(
    en: "an admin can set another password: wildix users passwd NAME",
    fr: "un administrateur peut changer le mot de passe : wildix users passwd NAME")
  static let changeThemInstead = Phrase(
    en: "to change them: wildix users set NAME", fr: "pour le modifier : wildix users set NAME")
  static let makeAnotherAdmin = Phrase(
    en: "make another user admin first: wildix users set NAME --role admin",
    fr: "nommez d'abord un autre administrateur : wildix users set NAME --role admin")
}

// Hints for enrichments.
extension Phrase {
  static func lookAgain(_ id: String) -> Phrase {
    Phrase(en: "look at it again: wildix log \(id)", fr: "regardez-le de nouveau : wildix log \(id)")
  }
  static let writeDate = Phrase(en: "write dd/mm/yyyy: 22/11/2026", fr: "écrivez jj/mm/aaaa : 22/11/2026")
  static let writeTime = Phrase(en: "write HH:MM:SS: 09:05:00", fr: "écrivez HH:MM:SS : 09:05:00")
  static let writeLess = Phrase(
    en: "say it in fewer words; nothing was saved", fr: "dites-le en moins de mots ; rien n'a été enregistré")
  static let giveOneOfTheTwo = Phrase(en: "give one of the two: \(either)", fr: "donnez l'un des deux : \(either)")
  static let sayWhich = Phrase(en: "say which: \(either)", fr: "dites lequel : \(either)")
  static let nameSomebody = Phrase(
    en: "name somebody who can log in", fr: "nommez quelqu'un qui peut se connecter")
  static let userNotExtension = Phrase(
    en: "a call is handed to a user, not to an extension",
    fr: "un appel est transmis à un utilisateur, pas à un poste")
  static let oneObjectALine = Phrase(en: "each line is one JSON object", fr: "chaque ligne est un objet JSON")
  static func fieldsAre(_ names: [String]) -> Phrase {
    Phrase(en: "there are: \(names.joined(separator: ", "))", fr: "il y a : \(names.joined(separator: ", "))")
  }

  private static let either = Phrase(
    en: #"--answered or --transfer-to USER; in JSON "reponduParAgent":true or "traiteParOuTransmisA":USER"#,
    fr: #"--answered ou --transfer-to USER ; en JSON "reponduParAgent":true ou "traiteParOuTransmisA":USER"#)
}
