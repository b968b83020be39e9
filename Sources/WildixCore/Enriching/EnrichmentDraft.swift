/// What somebody wants noted about a call. What is nil or not named stays as it is.
public struct EnrichmentDraft: Equatable, Sendable {
  public var id: CallID
  /// Values for fields out of `EnrichmentField.texts`.
  public var texts: [EnrichmentField: String] = [:]
  /// `reponduParAgent`.
  public var isAnswered: Bool?
  /// `traiteParOuTransmisA`: a username, or nothing.
  public var target: String?
  /// The state of the call that the draft was made from, if another one is not to be overwritten.
  public var revision: UInt64?

  /// A draft that changes nothing yet.
  public init(_ id: CallID) { self.id = id }

  /// True if it names nothing to be noted.
  public var isEmpty: Bool { texts.isEmpty && isAnswered == nil && target == nil }
}

extension EnrichmentField {
  /// The fields that are filled in freely, in the order of the form.
  public static let texts: [EnrichmentField] = [
    .date, .heure, .modeAccueil, .objet, .commentaireObjet, .resultat, .orientation, .commentaireResultat,
  ]

  /// How long a text may be that somebody notes, in Unicode scalars, which JSON calls characters.
  public static let longest = 10_000

  /// Whether `text` is longer than that.
  public static func isTooLong(_ text: String) -> Bool {
    text.utf8.count > longest && text.unicodeScalars.count > longest
  }
}

/// Drafts that are saved together: all of them, or none.
public struct EnrichmentSave: Sendable {
  public var drafts: [EnrichmentDraft]
  /// When it is, in seconds since 1970, and the zone of whoever saves: what new entries and hand-overs are dated by.
  public var now: Int64
  public var zone: ZoneRules

  /// A save of `drafts` at `now`.
  public init(_ drafts: [EnrichmentDraft], now: Int64, zone: ZoneRules) {
    self.drafts = drafts
    self.now = now
    self.zone = zone
  }
}

/// What became of a save.
public struct EnrichmentSaved: Sendable {
  /// Each call that a draft named, once, as it stands now.
  public var calls: [CallRow]
  /// Why the journal does not tell of it. The save stands all the same.
  public var journalFailure: (any Error)?

  /// The outcome of a save.
  public init(calls: [CallRow], journalFailure: (any Error)?) {
    self.calls = calls
    self.journalFailure = journalFailure
  }
}
