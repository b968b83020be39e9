import WildixCore

/// A column of a table: its heading and how it is filled and fitted.
struct TableColumn {
  var heading: Phrase
  var field: ListingField
  var isRightAligned = false
  /// May be cut down to this many columns where the window is narrow; nil: never.
  var leastWidth: Int?

  /// What a table shows unless fields are named.
  static let standard: [TableColumn] = [
    TableColumn(heading: .headingID, field: .call(.id), isRightAligned: true),
    TableColumn(heading: .headingWhen, field: .call(.start)),
    TableColumn(heading: .headingFrom, field: .call(.fromNumber), leastWidth: 8),
    TableColumn(heading: .headingName, field: .call(.fromName), leastWidth: 6),
    TableColumn(heading: .headingTo, field: .call(.toNumber), leastWidth: 6),
    TableColumn(heading: .headingTime, field: .call(.duration), isRightAligned: true),
    TableColumn(heading: .headingDisposition, field: .call(.disposition), leastWidth: 4),
    TableColumn(heading: .headingStatus, field: .status),
    TableColumn(heading: .headingWith, field: .enrichment(.traiteParOuTransmisA), leastWidth: 4),
    TableColumn(heading: .headingSubject, field: .enrichment(.objet), leastWidth: 8),
  ]

  /// A column for a field that was asked for by name.
  static func named(_ field: ListingField) -> TableColumn {
    let numbers: [ListingField] = [.call(.id), .call(.duration), .call(.billsec), .call(.cost)]
    return TableColumn(
      heading: Phrase(verbatim: field.name), field: field, isRightAligned: numbers.contains(field),
      leastWidth: max(4, field.name.count))
  }

  /// How a value is coloured.
  func style(_ value: String) -> Style {
    switch field {
    case .status:
      switch CallStatus(rawValue: value) {
      case .answered: .good
      case .received: .mine
      case .transferred: .elsewhere
      case .todo: .waiting
      case nil: .plain
      }
    case .call(.disposition):
      switch Disposition(text: value) {
      case .answered: .plain
      case .noAnswer, .busy: .quiet
      case .failed, .congestion: .bad
      case .other: .plain
      }
    default: .plain
    }
  }
}
