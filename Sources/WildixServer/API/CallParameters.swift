import HTTPTypes
import Hummingbird
import WildixCore

/// What a request's query asks of calls: every filter of the command line, under the flag's name.
struct CallParameters {
  var query: CallQuery
  /// Rows of an answer at most.
  var limit = 50
  var after = PageMark.first

  static let limits = 1...500
  /// Values of one filter, and words that are searched for: each costs a look at many calls.
  private static let mostValues = 50
  private static let filters = CallFilter.allCases.map(\.rawValue)
  private static let pages = ["sort", "reverse", "limit", "after"]

  /// Reads the query; names beside the filters are only known where there are pages.
  init(_ request: Request, _ site: Site, hasPages: Bool = false) throws {
    var filters: [CallFilter: [String]] = [:]
    var rest: [String: String] = [:]
    for (name, value) in FormFields(query: request).all {
      if let filter = CallFilter(rawValue: name) {
        guard filter.isRepeatable || filters[filter] == nil else { throw Self.problem(.givenTwice(name), name) }
        filters[filter, default: []].append(value)
        guard filters[filter, default: []].count <= Self.mostValues else {
          throw Self.problem(.tooManyValues(name, Self.mostValues), name)
        }
      } else if hasPages, Self.pages.contains(name) {
        guard rest.updateValue(value, forKey: name) == nil else { throw Self.problem(.givenTwice(name), name) }
      } else {
        throw Self.problem(.unknownParameter(name, Self.filters + (hasPages ? Self.pages : [])), name)
      }
    }
    guard filters[.search, default: []].map(Self.words).reduce(0, +) <= Self.mostValues else {
      throw Self.problem(.tooManyWords(Self.mostValues), CallFilter.search.rawValue)
    }
    do {
      query = try CallQuery(filters, now: site.resources.now() / 1_000_000_000, zone: site.resources.zone)
    } catch {
      throw Self.problem(.filter(error, name: error.filter.rawValue), error.filter.rawValue)
    }
    try takePages(rest)
  }

  private static func words(_ text: String) -> Int { text.split { !$0.isLetter && !$0.isNumber }.count }

  private mutating func takePages(_ values: [String: String]) throws {
    if let text = values["sort"] {
      guard let field = CallField(rawValue: text) else { throw Self.problem(.unknownSort(text, name: "sort"), "sort") }
      query.order.field = field == .start ? nil : field
    }
    if let text = values["reverse"] {
      guard text == "true" || text == "false" else { throw Self.problem(.notTrueOrFalse("reverse", text), "reverse") }
      query.order.isReversed = text == "true"
    }
    if let text = values["limit"] {
      guard let number = Int(text), Self.limits.contains(number) else {
        throw Self.problem(.notBetween("limit", text, Self.limits), "limit")
      }
      limit = number
    }
    if let text = values["after"] {
      guard let mark = PageMark(text), mark.fits(query.order) else { throw Self.problem(.noMark(text), "after") }
      after = mark
    }
  }

  private static func problem(_ detail: Phrase, _ name: String) -> Problem {
    Problem(.badRequest, detail).with("parameter", name)
  }
}

/// Where a page ends, as the next one is asked for with it. Opaque to everybody else.
enum PageMark: Equatable {
  case first
  /// Behind this call, in the order of time.
  case call(CallPosition)
  /// Behind so many rows, in another order.
  case rows(Int)

  /// Rows that can be paged through in another order than that of time.
  static let mostRows = 10_000

  init?(_ text: String) {
    if text.hasPrefix("r"), let rows = Int(text.dropFirst()), (1...Self.mostRows).contains(rows) {
      self = .rows(rows)
      return
    }
    let parts = HeaderText.split(text, at: "-", most: 2)
    guard parts.count == 2, let instant = UInt64(parts[0], radix: 16), let id = Self.decoded(parts[1]) else {
      return nil
    }
    self = .call(CallPosition(instant: Int64(bitPattern: instant), id: CallID(id)))
  }

  var text: String? {
    switch self {
    case .first: nil
    case .rows(let rows): "r\(rows)"
    case .call(let position):
      String(UInt64(bitPattern: position.instant), radix: 16) + "-"
        + position.id.text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  func fits(_ order: CallOrder) -> Bool {
    switch self {
    case .first: true
    case .call: order.field == nil
    case .rows: order.field != nil
    }
  }

  private static func decoded(_ hex: String) -> String? {
    let digits = Array(hex.utf8)
    guard digits.count % 2 == 0, !digits.isEmpty else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension FormFields {
  /// The parameters of a request's query.
  init(query request: Request) { self.init(Array((request.uri.query ?? "").utf8)) }
}
