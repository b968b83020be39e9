import HTTPTypes
import WildixCore

extension Problem {
  /// What is wrong with people, as the command line says it too.
  init(_ error: PeopleError) {
    switch error {
    case .notLoggedIn, .sessionEnded, .tokenRefused, .noUsers: self = .notLoggedIn
    // Whoever has none yet is not asked to log in by the browser: the page does that.
    case .wrongCredentials: self.init(.unauthorized, .people(error))
    case .tooManyFailures(let seconds):
      self = Problem(.tooManyRequests, Phrase(joining: [.people(error), .tryAgain(inSeconds: seconds)])).retry(
        after: seconds)
    case .adminsOnly: self.init(.forbidden, .people(error))
    case .unknownUser, .unknownToken: self.init(.notFound, .people(error))
    case .nameTaken, .tokenNameTaken, .lastAdmin: self.init(.conflict, .people(error))
    case .invalidText(_, let kind):
      self = Problem(.unprocessableContent, .people(error)).with("field", kind == .poste ? "poste" : "username")
    case .emptyPassword: self = Problem(.unprocessableContent, .people(error)).with("field", "password")
    case .firstUserMustBeAdmin: self.init(.unprocessableContent, .people(error))
    }
  }

  /// Why nothing was saved.
  init(_ refusal: EnrichmentRefusal) {
    let detail = Phrase.refusal(refusal.reason, call: refusal.id?.text ?? "")
    switch refusal.reason {
    case .unknownCall: self.init(.notFound, detail)
    case .changedSince: self.init(.preconditionFailed, detail)
    case .invalidDate: self = Problem(.unprocessableContent, detail).with("field", EnrichmentField.date.rawValue)
    case .invalidTime: self = Problem(.unprocessableContent, detail).with("field", EnrichmentField.heure.rawValue)
    case .tooLong(let field): self = Problem(.unprocessableContent, detail).with("field", field.rawValue)
    case .answeredAndHanded, .handedToNobody, .unknownUser, .poste:
      self = Problem(.unprocessableContent, detail).with("field", EnrichmentField.traiteParOuTransmisA.rawValue)
    case .invalidDraft(let fault): self.init(fault)
    }
    if let id = refusal.id { self = with("id", id.text) }
  }

  /// Why JSON is no draft.
  init(_ fault: DraftFault) {
    switch fault {
    case .notJSON(let fault): self.init(.badRequest, .noJSON(fault))
    case .unknownKey(let key), .ownKey(let key), .wrongKind(let key, _):
      self = Problem(.unprocessableContent, .draft(fault)).with("field", key)
    case .missingID, .nothingToNote: self.init(.unprocessableContent, .draft(fault))
    }
  }
}

extension Phrase {
  /// Several, one behind the other.
  init(joining phrases: [Phrase]) {
    let texts = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { language in
        (language, phrases.map { $0[language] }.joined(separator: language == .french ? " ; " : "; "))
      })
    self.init(en: "\(texts[.english] ?? "")", fr: "\(texts[.french] ?? "")")
  }
}
