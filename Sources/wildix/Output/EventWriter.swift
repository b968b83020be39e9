import LinuxSystem
import WildixCore

/// Writes what happens to calls, one line each.
protocol EventWriter {
  /// What comes before the first line.
  func begin() throws
  func write(_ change: CallChange) throws
}

extension CallChange {
  /// Its name in the output.
  var name: String {
    switch self {
    case .added: "added"
    case .changed: "changed"
    case .removed: "removed"
    }
  }
}

/// Events as JSON objects: the row as a listing has it, with `event` as its last member.
struct JSONEventWriter: EventWriter {
  private let stream: OutputStream
  private let rows: JSONRowWriter

  init(_ stream: OutputStream, fields: [ListingField]?) {
    self.stream = stream
    rows = JSONRowWriter(stream, isArray: false, fields: fields)
  }

  func begin() {}

  func write(_ change: CallChange) throws {
    switch change {
    case .added(let row), .changed(let row): try rows.writeObject(row, with: ("event", change.name))
    case .removed(let id):
      let object = JSONLine.object([("id", .text(id.text)), ("event", .text(change.name))])
      try stream.write(stream.isTerminal ? PrintableText.ofJSON(object) : object)
    }
    stream.write(UInt8(ascii: "\n"))
  }
}

/// Events as CSV or TSV: the row as a listing has it, behind a column `event`. Of a call that is gone nothing but its
/// id can be told.
struct DelimitedEventWriter: EventWriter {
  private let rows: DelimitedRowWriter

  init(_ stream: OutputStream, isCSV: Bool, _ options: ListingOptions, fields: [ListingField]?) {
    rows = DelimitedRowWriter(
      stream, isCSV: isCSV, hasHeader: !options.noHeader, fields: fields ?? ListingOutput.standardFields)
  }

  func begin() throws {
    if rows.hasHeader { try rows.writeLine(["event"] + rows.fields.fields.map(\.name)) }
  }

  func write(_ change: CallChange) throws {
    switch change {
    case .added(let row), .changed(let row): try rows.writeLine([change.name] + rows.fields.texts(row))
    case .removed(let id):
      try rows.writeLine([change.name] + rows.fields.fields.map { $0 == .call(.id) ? id.text : "" })
    }
  }
}
