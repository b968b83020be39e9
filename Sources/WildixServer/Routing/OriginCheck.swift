import HTTPTypes
import Hummingbird

/// Whether a request was made by our own page. A browser says where a request comes from; who says nothing is no browser,
/// and has no cookie but one that it was given.
enum OriginCheck {
  /// Throws unless the request comes from our own origin, or from no page at all.
  static func check(_ request: Request, _ client: Client) throws {
    guard isOwn(request, client) else { throw Problem(.forbidden, .crossSite) }
  }

  /// Whether the request comes from our own origin, or from no page at all.
  static func isOwn(_ request: Request, _ client: Client) -> Bool {
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
    guard let origin = request.headers[.origin] else { return true }
    guard let host = request.head.authority else { return false }
    return origin.lowercased() == "\(client.isSecure ? "https" : "http")://\(host.lowercased())"
  }
}

extension HTTPField.Name {
  static let secFetchSite = Self.known("Sec-Fetch-Site")
  static let forwardedFor = Self.known("X-Forwarded-For")
  static let forwardedProto = Self.known("X-Forwarded-Proto")

  /// A name that is one, for it stands above.
  static func known(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no header's name") }
    return name
  }
}
