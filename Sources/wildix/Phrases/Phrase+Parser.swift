import WildixCore

// What ArgumentParser says of arguments that cannot be understood, by its patterns: `%` stands for any text, `#` for a list
// of values. Both sides have the same ones in the same order. Of patterns that fit the same text the longest comes first.
extension Phrase {
  static var parserMessages: [Phrase] {
    [
      Phrase(
        en: "Unknown option '%'. Did you mean '%'?", fr: "option « % » inconnue. Vouliez-vous dire « % » ?"),
      Phrase(en: "Unknown option '%'", fr: "option « % » inconnue"),
      Phrase(en: "Missing value for '%'", fr: "il manque une valeur à « % »"),
      Phrase(
        en: "The option '%' does not take any value, but '%' was specified.",
        fr: "l'option « % » ne prend pas de valeur, mais « % » a été donné."),
      Phrase(en: "Unexpected argument '%'", fr: "argument « % » inattendu"),
      Phrase(en: "% unexpected arguments: %", fr: "% arguments inattendus : %"),
      Phrase(en: "Missing expected argument '%'", fr: "il manque l'argument « % »"),
      Phrase(
        en: "The value '%' is invalid for '%'. Please provide one of the following:\n%",
        fr: "la valeur « % » ne convient pas à « % ». Choisissez parmi :\n%"),
      Phrase(
        en: "The value '%' is invalid for '%'. Please provide one of #.",
        fr: "la valeur « % » ne convient pas à « % ». Choisissez entre #."),
      Phrase(en: "The value '%' is invalid for '%'", fr: "la valeur « % » ne convient pas à « % »"),
      Phrase(
        en:
          "Can't generate completion scripts for '%'.\nPlease use --generate-completion-script=<shell> with one of:\n%",
        fr: "pas de complétion pour « % ».\nUtilisez --generate-completion-script=<shell> avec un de :\n%"),
      Phrase(
        en: "Can't autodetect a supported shell.\nPlease use --generate-completion-script=<shell> with one of:\n%",
        fr: "shell non reconnu.\nUtilisez --generate-completion-script=<shell> avec un de :\n%"),
    ]
  }

  /// Lines below such a message.
  static var parserLines: [Phrase] {
    [
      Phrase(en: "Help:  %", fr: "Aide :  %"),
      Phrase(en: "Usage: %", fr: "Usage : %"),
      Phrase(en: "  See '%' for more information.", fr: "  Voir « % » pour en savoir plus."),
    ]
  }

  static let parserOr = Phrase(en: "' or '", fr: "' ou '")
  static let parserAnd = Phrase(en: "' and '", fr: "' et '")
}
