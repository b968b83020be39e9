import WildixCore

/// Picks fields out of a call: the values of some columns, in one pass over the record and one over its enrichment.
struct RecordFields {
  /// A column's value as it stands in JSON; nil where the record or enrichment has no such field.
  typealias Value = (bytes: UnsafeBufferPointer<UInt8>, span: JSONSpan)

  let fields: [ListingField]
  private let recordNames: [(name: [UInt8], column: Int)]
  private let enrichmentNames: [(name: [UInt8], column: Int)]

  init(_ fields: [ListingField]) {
    self.fields = fields
    var (record, enrichment): ([(name: [UInt8], column: Int)], [(name: [UInt8], column: Int)]) = ([], [])
    for (column, field) in fields.enumerated() {
      switch field {
      case .call: record.append((Array(field.name.utf8), column))
      case .enrichment: enrichment.append((Array(field.name.utf8), column))
      case .status: break
      }
    }
    (recordNames, enrichmentNames) = (record, enrichment)
  }

  /// Shows the values of the columns, in their order.
  func read<Result>(_ row: CallRow, _ body: ([Value?]) throws -> Result) throws -> Result {
    try row.record.withUnsafeBufferPointer { record in
      try (row.enrichment ?? []).withUnsafeBufferPointer { enrichment in
        var values = [Value?](repeating: nil, count: fields.count)
        try Self.pick(recordNames, from: record, into: &values)
        if row.enrichment != nil { try Self.pick(enrichmentNames, from: enrichment, into: &values) }
        return try body(values)
      }
    }
  }

  /// The columns as texts, empty where there is nothing.
  func texts(_ row: CallRow) throws -> [String] {
    try read(row) { values in
      zip(fields, values).map { field, value in
        if field == .status { return row.status.rawValue }
        return value.flatMap { JSONObject.text($0.span, in: $0.bytes) } ?? ""
      }
    }
  }

  private static func pick(
    _ names: [(name: [UInt8], column: Int)], from object: UnsafeBufferPointer<UInt8>, into values: inout [Value?]
  ) throws {
    guard !names.isEmpty else { return }
    var scanner = JSONScanner(object, isFinal: true)
    try scanner.scanMembers(.object) { (key, value, bytes) throws(JSONFault) in
      let spelled = key.hasEscapes ? Array(JSONText.decode(key, in: bytes).utf8)[...] : nil
      for (name, column) in names {
        let isSame = spelled.map { $0.elementsEqual(name) } ?? bytes[key.range].elementsEqual(name)
        if isSame { values[column] = (bytes, value) }
      }
    }
  }
}
