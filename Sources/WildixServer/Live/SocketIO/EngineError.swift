import HTTPTypes
import Hummingbird
import WildixCore

/// Why a request of Engine.IO is refused, in the words of that protocol: its clients look for the code.
enum EngineError: Int {
  case unknownTransport = 0
  case unknownSession = 1
  case badMethod = 2
  case badRequest = 3
  case unsupportedVersion = 5

  private var message: String {
    switch self {
    case .unknownTransport: "Transport unknown"
    case .unknownSession: "Session ID unknown"
    case .badMethod: "Bad handshake method"
    case .badRequest: "Bad request"
    case .unsupportedVersion: "Unsupported protocol version"
    }
  }

  /// Ends the connection too, where a body may not have been read to its end.
  func response() -> Response {
    var json = JSONBuilder()
    json.open()
    json.add("code", rawValue)
    json.add("message", message)
    json.close()
    return .json(json.bytes, status: .badRequest)
  }
}
