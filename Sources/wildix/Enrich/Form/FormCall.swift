import WildixCore

/// A call as the form finds it.
struct FormCall {
  let id: CallID
  let revision: UInt64
  /// Whether nothing was noted about it yet.
  let isNew: Bool
  let instant: Int64?
  /// What the PBX says of it.
  let record: [CallField: String]
  /// What was noted, empty where nothing is.
  let texts: [EnrichmentField: String]
  let handling: Handling

  /// What tells a call from another.
  static let recordFields: [CallField] = [.start, .fromNumber, .fromName, .toNumber, .duration]
  private static let noted: [EnrichmentField] = EnrichmentField.texts + [.saisiPar]

  init(_ row: CallRow) throws {
    (id, revision, instant) = (row.id, row.revision, row.instant)
    let fields = Self.recordFields.map(ListingField.call) + Self.noted.map(ListingField.enrichment)
    let values = try RecordFields(fields).texts(row)
    record = Dictionary(uniqueKeysWithValues: zip(Self.recordFields, values))
    texts = Dictionary(uniqueKeysWithValues: zip(Self.noted, values.dropFirst(Self.recordFields.count)))
    let entry = try (row.enrichment ?? Array("{}".utf8)).withUnsafeBufferPointer {
      try EnrichmentEntry(json: $0, isASCII: false)
    }
    isNew = entry.isEmpty
    handling = entry.handling
  }

  /// What there is of a question's field.
  func text(_ question: FormQuestion, _ language: Language) -> String {
    switch question {
    case .text(let field): texts[field] ?? ""
    case .answered: handling.isAnswered.map { YesNo.text($0, language) } ?? ""
    case .target: handling.target
    }
  }
}
