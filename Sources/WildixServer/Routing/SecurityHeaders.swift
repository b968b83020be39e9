import HTTPTypes
import Hummingbird

/// What every answer says to a browser about itself.
enum SecurityHeaders {
  static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'
    """

  static func add(to response: inout Response, isSecure: Bool) {
    // An upgrade is no document.
    guard response.status != .switchingProtocols else { return }
    response.headers[.contentSecurityPolicy] = policy
    response.headers[.xContentTypeOptions] = "nosniff"
    // With "no-referrer", browsers say "Origin: null" of our own login form.
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.frameOptions] = "DENY"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
  }
}

extension HTTPField.Name {
  static let referrerPolicy = Self.known("Referrer-Policy")
  static let frameOptions = Self.known("X-Frame-Options")
  static let openerPolicy = Self.known("Cross-Origin-Opener-Policy")
  static let resourcePolicy = Self.known("Cross-Origin-Resource-Policy")
}
