/// A packet of Engine.IO, version 4: a digit, and text.
struct EnginePacket {
  enum Kind: Character {
    case open = "0"
    case close = "1"
    case ping = "2"
    case pong = "3"
    case message = "4"
    case upgrade = "5"
    case noop = "6"
  }

  /// Between packets of one long polling.
  static let separator: Character = "\u{1E}"
  /// Packets in one body at most.
  static let mostInBody = 16

  var kind: Kind
  var data: Substring

  /// The packet that `text` spells; nil if it is none. Those with binary data, which begin with a b, are none here.
  init?(_ text: Substring) {
    guard let first = text.unicodeScalars.first, let kind = Kind(rawValue: Character(first)) else { return nil }
    self.kind = kind
    data = Substring(text.unicodeScalars.dropFirst())
  }

  init(_ kind: Kind, _ data: String = "") {
    self.kind = kind
    self.data = data[...]
  }

  var text: String { "\(kind.rawValue)\(data)" }

  /// The packets of a body; nil if it is not made of packets, or of too many.
  static func packets(_ body: String) -> [EnginePacket]? {
    let parts = body.unicodeScalars.split(separator: "\u{1E}", maxSplits: mostInBody, omittingEmptySubsequences: false)
    guard parts.count <= mostInBody else { return nil }
    let packets = parts.compactMap { EnginePacket(Substring($0)) }
    return packets.count == parts.count ? packets : nil
  }
}
