import LinuxSystem
import WildixCore

/// Rows as JSON: the record as the PBX wrote it, with `enrichissement` and `statut` added; or the fields asked for.
struct JSONRowWriter: RowWriter {
  let stream: OutputStream
  /// One array, or one object a line.
  let isArray: Bool
  /// Only these fields, if any are named.
  let fields: RecordFields?
  /// Where the text goes to a terminal, nothing in it may steer that.
  private let isShown: Bool
  private var isFirst = true

  init(_ stream: OutputStream, isArray: Bool, fields: [ListingField]?) {
    self.stream = stream
    isShown = stream.isTerminal
    self.isArray = isArray
    self.fields = fields.map(RecordFields.init)
  }

  mutating func begin() throws {
    if isArray { stream.write(UInt8(ascii: "[")) }
  }

  mutating func write(_ row: CallRow) throws {
    if isArray { try stream.write(isFirst ? "\n" : ",\n") }
    isFirst = false
    try writeObject(row)
    if !isArray { stream.write(UInt8(ascii: "\n")) }
  }

  mutating func end() throws {
    if isArray { try stream.write(isFirst ? "]\n" : "\n]\n") }
  }

  /// The object of a row, with one more member behind the others if there is one.
  func writeObject(_ row: CallRow, with member: (name: String, value: String)? = nil) throws {
    if let fields {
      try writeFields(row, fields)
    } else {
      try writeRecord(row)
    }
    if let member { try stream.write(#","\#(member.name)":"\#(member.value)""#) }
    stream.write(UInt8(ascii: "}"))
  }

  private func writeRecord(_ row: CallRow) throws {
    let record = JSONText.isOnOneLine(row.record) ? row.record : JSONText.compact(row.record)
    let enrichment = row.enrichment ?? Array("null".utf8)
    try stream.write((isShown ? PrintableText.ofJSON(record) : record).dropLast())
    try stream.write(#","enrichissement":"#)
    try stream.write(isShown ? PrintableText.ofJSON(enrichment) : enrichment)
    try stream.write(#","statut":""#)
    try stream.write(row.status.rawValue)
    stream.write(UInt8(ascii: "\""))
  }

  private func writeFields(_ row: CallRow, _ fields: RecordFields) throws {
    try fields.read(row) { values in
      stream.write(UInt8(ascii: "{"))
      for (index, (field, value)) in zip(fields.fields, values).enumerated() {
        if index > 0 { stream.write(UInt8(ascii: ",")) }
        try stream.write("\"\(field.name)\":")
        if field == .status {
          try stream.write("\"\(row.status.rawValue)\"")
        } else if let value {
          let quotes = value.span.kind == .string ? 1 : 0
          let range = value.span.range.lowerBound - quotes..<value.span.range.upperBound + quotes
          let json = JSONText.compact(value.bytes[range])
          try stream.write(isShown ? PrintableText.ofJSON(json) : json)
        } else {
          try stream.write("null")
        }
      }
    }
  }
}
