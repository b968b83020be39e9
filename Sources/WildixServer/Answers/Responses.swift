import HTTPTypes
import Hummingbird
import NIOCore
import WildixCore

extension Response {
  /// An answer of these bytes.
  static func bytes(
    _ bytes: [UInt8], _ type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = HTTPFields()
  ) -> Response {
    var headers = headers
    headers[.contentType] = type
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// An answer in JSON.
  static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    .bytes(bytes, "application/json", status: status)
  }

  /// Sends a browser on.
  static func found(_ path: String, status: HTTPResponse.Status = .found) -> Response {
    Response(status: status, headers: [.location: path])
  }
}
