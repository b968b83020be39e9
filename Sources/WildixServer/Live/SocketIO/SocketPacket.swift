import WildixCore

/// A packet of Socket.IO, version 5, within a message of Engine.IO: a digit, where it is not "/" a namespace and a comma,
/// an acknowledgement's number, and JSON.
struct SocketPacket {
  enum Kind: Character {
    case connect = "0"
    case disconnect = "1"
    case event = "2"
    case acknowledgement = "3"
    case connectError = "4"
    case binaryEvent = "5"
    case binaryAcknowledgement = "6"
  }

  var kind: Kind
  var namespace: String

  /// The packet that `text` spells; nil if it is none. What it says is read as far as is needed here: nothing that a
  /// client can say is acted upon.
  init?(_ text: Substring) {
    var rest = text.unicodeScalars[...]
    guard let first = rest.popFirst(), let kind = Kind(rawValue: Character(first)) else { return nil }
    self.kind = kind
    namespace = "/"
    if rest.first == "/" {
      let name = rest.prefix { $0 != "," }
      rest = rest.dropFirst(name.count + 1)
      // What follows a question mark is a query.
      namespace = String(Substring(name.prefix { $0 != "?" }))
    }
    rest = rest.drop { "0"..."9" ~= $0 }
    guard Self.isJSON(Array(Substring(rest).utf8), for: kind) else { return nil }
  }

  private static func isJSON(_ bytes: [UInt8], for kind: Kind) -> Bool {
    let expected: JSONKind? =
      switch kind {
      case .connect: bytes.isEmpty ? nil : .object
      case .event: .array
      case .acknowledgement: .array
      case .disconnect, .connectError, .binaryEvent, .binaryAcknowledgement: nil
      }
    guard let expected else { return true }
    return bytes.withUnsafeBufferPointer { buffer in
      var scanner = JSONScanner(buffer, isFinal: true)
      scanner.skipWhitespace()
      guard let span = try? scanner.scanValue() else { return false }
      scanner.skipWhitespace()
      return scanner.position == buffer.count && span.kind == expected
    }
  }
}
