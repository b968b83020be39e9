// What is wrong with JSON.
extension Phrase {
  /// `expected a key`.
  public static func expected(_ what: JSONExpected) -> Phrase {
    Phrase(en: "expected \(name(what))", fr: "attendu : \(name(what))")
  }

  /// `line 3, column 14: expected , or }`.
  public static func malformed(line: Int, column: Int, _ what: JSONExpected, isUnfinished: Bool) -> Phrase {
    let fault =
      isUnfinished
      ? Phrase(
        en: "the file ends too early: \(expected(what))", fr: "le fichier s'arrête trop tôt, \(expected(what))")
      : expected(what)
    return Phrase(en: "line \(line), column \(column): \(fault)", fr: "ligne \(line), colonne \(column) : \(fault)")
  }

  /// What is wrong with a file.
  public static func fault(in file: String, _ problem: Phrase) -> Phrase {
    Phrase(en: "\(file): \(problem)", fr: "\(file) : \(problem)")
  }

  private static func name(_ what: JSONExpected) -> Phrase {
    switch what {
    case .value: Phrase(en: "a value", fr: "une valeur")
    case .trueWord: Phrase(verbatim: "true")
    case .falseWord: Phrase(verbatim: "false")
    case .nullWord: Phrase(verbatim: "null")
    case .keyOrEnd: Phrase(en: "a key or }", fr: "une clé ou }")
    case .valueOrEnd: Phrase(en: "a value or ]", fr: "une valeur ou ]")
    case .commaOrBrace: Phrase(en: ", or }", fr: ", ou }")
    case .commaOrBracket: Phrase(en: ", or ]", fr: ", ou ]")
    case .key: Phrase(en: "a key", fr: "une clé")
    case .colon: Phrase(verbatim: ":")
    case .lessNesting: Phrase(en: "at most 512 levels of nesting", fr: "au plus 512 niveaux d'imbrication")
    case .quote: Phrase(verbatim: "\"")
    case .escape: Phrase(en: "an escape", fr: "une séquence d'échappement")
    case .hexDigits: Phrase(en: "four hex digits", fr: "quatre chiffres hexadécimaux")
    case .utf8: Phrase(en: "UTF-8", fr: "de l'UTF-8")
    case .number: Phrase(en: "a number", fr: "un nombre")
    case .digit: Phrase(en: "a digit", fr: "un chiffre")
    case .restOfNumber: Phrase(en: "the rest of a number", fr: "la fin d'un nombre")
    case .noControlCharacter:
      Phrase(
        en: "no bare control character in a string (write it as an escape)",
        fr: "pas de caractère de contrôle brut dans une chaîne (à écrire comme séquence d'échappement)")
    case .knownEscape:
      Phrase(
        en: #"one of "\/bfnrtu behind the backslash"#,
        fr: #"un des caractères "\/bfnrtu derrière la barre oblique inverse"#)
    case .history: Phrase(en: "a call history, an object or an array", fr: "un historique d'appels, objet ou tableau")
    case .result: Phrase(en: #""result" in the outermost object"#, fr: "« result » dans l'objet extérieur")
    case .records: Phrase(en: #""records" in "result""#, fr: "« records » dans « result »")
    case .bracket: Phrase(verbatim: "[")
    case .brace: Phrase(verbatim: "{")
    case .recordList: Phrase(en: "[, the list of records", fr: "[, la liste des enregistrements")
    case .recordOrEnd: Phrase(en: "a record or ]", fr: "un enregistrement ou ]")
    case .endOfFile: Phrase(en: "the end of the file", fr: "la fin du fichier")
    case .endOfLine: Phrase(en: "the end of the line", fr: "la fin de la ligne")
    case .record: Phrase(en: "a record", fr: "un enregistrement")
    case .object: Phrase(en: "an object", fr: "un objet")
    case .enrichments: Phrase(en: "an object keyed by call id", fr: "un objet dont les clés sont des id d'appels")
    case .enrichment: Phrase(en: "an enrichment, which is an object", fr: "un enrichissement, qui est un objet")
    case .shorterRecord: Phrase(en: "a record of at most 64 MiB", fr: "un enregistrement de 64 Mio au plus")
    case .recordObject: Phrase(en: "a record, which is an object", fr: "un enregistrement, qui est un objet")
    case .recordWithID:
      Phrase(
        en: "a record with an id, a string or a number",
        fr: "un enregistrement avec un id, chaîne ou nombre")
    case .transfer: Phrase(en: "a transfer", fr: "un transfert")
    case .change: Phrase(en: "a change", fr: "une modification")
    case .onlyOneRecords: Phrase(en: #"no second "records""#, fr: "pas de second « records »")
    case .onlyOneResult: Phrase(en: #"no second "result""#, fr: "pas de second « result »")
    }
  }
}
