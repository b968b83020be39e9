import HTTPTypes
import Hummingbird
import WildixCore

/// A way in: what is asked for, who may, and who answers.
struct Route: Sendable {
  typealias Handler = @Sendable (Request, RequestScope) async throws -> Response

  /// Who may ask.
  enum Admission: Sendable {
    case everybody, users, admins
  }

  var method: HTTPRequest.Method
  /// As Hummingbird writes it: `/api/v1/calls/{id}`.
  var path: String
  var admission: Admission
  /// Bytes of a body at most.
  var bodyLimit: Int
  /// Whether it changes something without saying so by its method.
  var changesState: Bool
  /// What the OpenAPI document says of it.
  var operation: Operation?
  var handler: Handler

  /// Whether HEAD answers as GET would: not where that opens a connection.
  var answersHead: Bool { method == .get && !changesState }

  init(
    _ method: HTTPRequest.Method, _ path: String, _ admission: Admission, bodyLimit: Int = 64 << 10,
    changesState: Bool? = nil, _ handler: @escaping Handler
  ) {
    self.method = method
    self.path = path
    self.admission = admission
    self.bodyLimit = bodyLimit
    self.changesState = changesState ?? ![.get, .head].contains(method)
    self.handler = handler
  }

  /// A way into the API, with what its document says of it.
  init(
    _ method: HTTPRequest.Method, _ path: String, _ admission: Admission, bodyLimit: Int = 64 << 10,
    _ operation: Operation, _ handler: @escaping Handler
  ) {
    self.init(method, path, admission, bodyLimit: bodyLimit, handler)
    self.operation = operation
  }
}
