import WildixCore

/// What the OpenAPI document says of a route. The document is made from the same table as the router, so that neither has
/// what the other lacks.
struct Operation: Sendable {
  /// A parameter of path, query or header.
  struct Parameter: Sendable {
    enum Place: String, Sendable {
      case path, query, header
    }

    var name: String
    var place: Place
    var description: String
    /// A JSON schema.
    var schema: String
  }

  /// Names the operation for generated clients.
  var id: String
  var summary: String
  var parameters: [Parameter] = []
  /// Schema of the body, by its name.
  var body: String?
  /// Status of success, and the schema of what comes with it.
  var success: (status: Int, schema: String?)
  /// What else may come: problems.
  var problems: [Int]

  func json(isOpen: Bool) -> [UInt8] {
    var json = JSONBuilder()
    json.open()
    json.add("operationId", id)
    json.add("summary", summary)
    if isOpen { json.add("security", json: "[]".utf8) }
    if !parameters.isEmpty {
      json.name("parameters")
      json.open("[")
      for parameter in parameters { parameter.append(to: &json) }
      json.close("]")
    }
    if let body {
      json.add(
        "requestBody",
        json:
          ##"{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/\##(body)"}}}}"##
          .utf8)
    }
    json.name("responses")
    json.open()
    json.add("\(success.status)", json: Self.answer(success.schema, "application/json", "Done.").utf8)
    for status in problems.sorted() {
      json.add("\(status)", json: Self.answer("Problem", "application/problem+json", Self.reasons[status] ?? "").utf8)
    }
    json.close()
    json.close()
    return json.bytes
  }

  private static func answer(_ schema: String?, _ type: String, _ description: String) -> String {
    let content = schema.map { ##","content":{"\##(type)":{"schema":{"$ref":"#/components/schemas/\##($0)"}}}"## } ?? ""
    return #"{"description":"\#(description)"\#(content)}"#
  }

  private static let reasons = [
    400: "The request cannot be understood.", 401: "Nobody is logged in, or the password is wrong.",
    403: "Not allowed, or sent by another site's page.", 404: "There is none, or none that the viewer may see.",
    409: "It stands against what is there.", 412: "It has changed meanwhile.", 413: "The body is too large.",
    415: "The body is compressed.", 422: "A rule is broken.", 429: "Too often: see Retry-After.",
    503: "Not right now: see Retry-After.",
  ]
}

extension Operation.Parameter {
  fileprivate func append(to json: inout JSONBuilder) {
    json.open()
    json.add("name", name)
    json.add("in", place.rawValue)
    json.add("description", description)
    if place == .path { json.add("required", json: "true".utf8) }
    json.add("schema", json: schema.utf8)
    json.close()
  }

  static let call = Self(
    name: "id", place: .path, description: "A call's id.", schema: #"{"type":"string","minLength":1,"examples":["88"]}"#
  )
  static let user = Self(
    name: "name", place: .path, description: "A user's name.",
    schema: #"{"type":"string","minLength":1,"examples":["alice"]}"#)

  static let ifMatch = Self(
    name: "If-Match", place: .header, description: "The revision that is to be changed, in quotes.",
    schema: #"{"type":"string","pattern":"^\"[0-9a-f]{1,16}\"$"}"#)
  static let field = Self(
    name: "field", place: .path, description: "A field of the enrichment.",
    schema: #"{"enum":[\#(EnrichmentField.texts.map { "\"\($0.rawValue)\"" }.joined(separator: ","))]}"#)
  static let prefix = Self(
    name: "prefix", place: .query, description: "How values begin.", schema: #"{"type":"string"}"#)

  /// The filters of the command line.
  static let filters = CallFilter.allCases.map { filter in
    let (description, value) = filter.documentation
    let schema = filter.isRepeatable ? #"{"type":"array","maxItems":50,"items":\#(value)}"# : value
    return Self(name: filter.rawValue, place: .query, description: description, schema: schema)
  }

  /// What a listing knows beside the filters.
  static let pages: [Self] = [
    Self(
      name: "sort", place: .query,
      description: "Order by a field of the record, largest or A first; up to 10,000 rows.",
      schema: #"{"enum":[\#(CallField.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ","))]}"#),
    Self(name: "reverse", place: .query, description: "Turn the order around.", schema: #"{"type":"boolean"}"#),
    Self(
      name: "limit", place: .query, description: "Rows at most.",
      schema: #"{"type":"integer","minimum":1,"maximum":500,"default":50}"#),
    Self(
      name: "after", place: .query, description: "Go on behind an earlier answer: its \"next\".",
      schema: #"{"type":"string","pattern":"^r[1-9][0-9]{0,3}$|^[0-9a-f]{1,16}-([2-7][0-9a-e]){1,32}$"}"#),
  ]
}

extension CallFilter {
  /// What it means, and the schema of one value.
  fileprivate var documentation: (String, String) {
    let text = #"{"type":"string"}"#
    let time = #"""
      {"type":"string","pattern":"^(now|today|yesterday|monday|-?[0-9]{1,4}[smhdw]|20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])([ T]([01][0-9]|2[0-3]):[0-5][0-9])?)$"}
      """#
    let number = #"{"type":"string","pattern":"^[+]?[0-9]{1,15}[*]?$"}"#
    let duration = #"{"type":"string","pattern":"^[0-9]{1,6}[smh]?$"}"#
    func one(_ names: [String]) -> String { #"{"enum":[\#(names.map { "\"\($0)\"" }.joined(separator: ","))]}"# }
    return switch self {
    case .id: ("The call with this id.", text)
    case .since:
      ("Calls from then on: 2026-11-22, 2026-11-22 14:30, ISO 8601, 14:30, now, today, monday, -2h, 7d.", time)
    case .until: ("Calls up to then; a bare date takes in that whole day.", time)
    case .from: ("Caller's number; 0612* for all that begin so.", number)
    case .to: ("Called number.", number)
    case .number: ("Number at either end.", number)
    case .poste: ("Extension that a number or channel of the call names.", text)
    case .disposition: ("How the call ended.", one(Disposition.named.map(\.name)))
    case .status: ("Where the call stands for the viewer.", one(CallStatus.allCases.map(\.rawValue)))
    case .transferredTo: ("User to whom the call is or was handed.", text)
    case .transferredBy: ("User who handed the call on.", text)
    case .minDuration: ("At least so long.", duration)
    case .maxDuration: ("At most so long.", duration)
    case .search: ("Beginnings of words, of which all must be found.", #"{"type":"string","pattern":"[a-z0-9]"}"#)
    }
  }
}
