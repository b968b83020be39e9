import HTTPTypes
import Hummingbird
import WildixCore

/// Why a request is not answered as asked: RFC 9457's problem details on the API, a plain page or line elsewhere.
struct Problem: Error {
  var status: HTTPResponse.Status
  /// What is wrong, and where it helps what to do.
  var detail: Phrase
  /// Further members of the problem: names with JSON.
  var members: [(String, [UInt8])] = []
  var headers = HTTPFields()

  init(_ status: HTTPResponse.Status, _ detail: Phrase) {
    self.status = status
    self.detail = detail
  }

  /// The problem, to be asked again after so many seconds.
  func retry(after seconds: Int) -> Problem {
    var copy = self
    copy.headers[.retryAfter] = String(seconds)
    return copy
  }

  /// The problem, with a text beside it.
  func with(_ name: String, _ text: String) -> Problem {
    var copy = self
    var json: [UInt8] = []
    JSONText.appendQuoted(text, to: &json)
    copy.members.append((name, json))
    return copy
  }

  /// The problem, after which the connection is closed: what follows on it cannot be told from the request's rest.
  var closing: Problem {
    var copy = self
    copy.headers[.connection] = "close"
    return copy
  }

  static var busy: Problem { Problem(.serviceUnavailable, .serverBusy).retry(after: 2) }
  static var notFound: Problem { Problem(.notFound, .noSuchPage) }
  static var adminsOnly: Problem { Problem(PeopleError.adminsOnly) }
  static var notLoggedIn: Problem {
    var problem = Problem(.unauthorized, .people(.notLoggedIn))
    // Without a challenge that would make a browser ask for a password by itself.
    problem.headers[.wwwAuthenticate] = "Bearer"
    return problem
  }

  /// As `application/problem+json`.
  func json(_ language: Language) -> Response {
    var json = JSONBuilder()
    json.open()
    json.add("type", "about:blank")
    json.add("title", status.reasonPhrase)
    json.add("status", Int(status.code))
    json.add("detail", detail[language])
    for (name, value) in members { json.add(name, json: value) }
    json.close()
    return Response.bytes(json.bytes, "application/problem+json", status: status, headers: headers)
  }

  /// As a line of text.
  func text(_ language: Language) -> Response {
    .bytes(Array((detail[language] + "\n").utf8), "text/plain; charset=utf-8", status: status, headers: headers)
  }
}
