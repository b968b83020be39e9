import WildixCore

/// What was noted before, by field: of calls that the viewer may see, the newest first, each value once.
struct EarlierValues {
  private static let mostValues = 50
  private static let mostCalls = 2000

  private let values: [EnrichmentField: [String]]

  /// Looks at the newest calls for values of `fields`.
  init(_ fields: [EnrichmentField], in store: any CallStore, for viewer: Viewer) throws {
    let columns = RecordFields(fields.map(ListingField.enrichment))
    var values = [[String]](repeating: [], count: fields.count)
    var calls = 0
    try store.calls(CallQuery(), for: viewer) { row in
      calls += 1
      if row.enrichment != nil {
        for (column, text) in try columns.texts(row).enumerated()
        where !text.isEmpty && values[column].count < Self.mostValues && !values[column].contains(text) {
          values[column].append(text)
        }
      }
      return calls < Self.mostCalls && values.contains { $0.count < Self.mostValues }
    }
    self.values = Dictionary(uniqueKeysWithValues: zip(fields, values))
  }

  subscript(field: EnrichmentField) -> [String] { values[field] ?? [] }
}
