import ArgumentParser
import WildixCore

/// What is to be noted about a call. What is not given stays as it is.
struct EnrichmentOptions: ParsableArguments {
  @Option(help: "Date of the enrichment, dd/mm/yyyy; without it today's for a new one.")
  var date: String?

  @Option(help: "Its time of day, HH:MM:SS; without it the present one for a new one.")
  var heure: String?

  @Option(
    parsing: .unconditional, help: "How the caller came.", completion: CompletionValues.earlier(.modeAccueil))
  var modeAccueil: String?

  @Option(parsing: .unconditional, help: "What the call was about.", completion: CompletionValues.earlier(.objet))
  var objet: String?

  @Option(
    parsing: .unconditional, help: "More on that.", completion: CompletionValues.earlier(.commentaireObjet))
  var commentaireObjet: String?

  @Option(parsing: .unconditional, help: "What came of it.", completion: CompletionValues.earlier(.resultat))
  var resultat: String?

  @Option(
    parsing: .unconditional, help: "Where the caller was sent.", completion: CompletionValues.earlier(.orientation))
  var orientation: String?

  @Option(
    parsing: .unconditional, help: "More on the result.", completion: CompletionValues.earlier(.commentaireResultat))
  var commentaireResultat: String?

  @Flag(help: "An agent answered the call; it is handed to nobody.")
  var answered = false

  @Option(
    help: ArgumentHelp("The call is handed to this user.", valueName: "user"),
    completion: .custom(CompletionValues.everybody))
  var transferTo: String?

  @Option(
    help: ArgumentHelp("Only if the call is still as it was when --json printed this revision.", valueName: "revision"))
  var ifRevision: String?

  /// Whether there is anything to be noted.
  var isGiven: Bool { answered || transferTo != nil || !texts.isEmpty }

  /// The draft that the options describe.
  func draft(_ id: CallID) throws -> EnrichmentDraft {
    var draft = EnrichmentDraft(id)
    draft.texts = texts
    draft.isAnswered = answered ? true : nil
    draft.target = transferTo
    draft.revision = try ifRevision.map { text in
      if let revision = UInt64(text, radix: 16) { return revision }
      throw OptionError(.noRevision(text), of: "enrich")
    }
    return draft
  }

  private var texts: [EnrichmentField: String] {
    let values: [(EnrichmentField, String?)] = [
      (.date, date), (.heure, heure), (.modeAccueil, modeAccueil), (.objet, objet),
      (.commentaireObjet, commentaireObjet), (.resultat, resultat), (.orientation, orientation),
      (.commentaireResultat, commentaireResultat),
    ]
    return values.reduce(into: [:]) { texts, value in texts[value.0] = value.1 }
  }
}
