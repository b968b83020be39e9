/// What the rules and filters need of an enrichment.
public struct EnrichmentSketch: Equatable, Sendable {
  /// `reponduParAgent`, true only where the file says true.
  public var isAnswered = false
  /// `traiteParOuTransmisA`, nil where empty.
  public var target: String?
  /// `saisiPar`, nil where empty.
  public var savedBy: String?
  /// Who handed the call on (`de` in `transferts`).
  public var handedBy: [String] = []
  /// To whom it was handed (`a` in `transferts`).
  public var handedTo: [String] = []
  /// Its texts, for searching.
  public var texts: [String] = []

  /// An empty one.
  public init() {}

  /// Everybody who sees the call because of it.
  public var people: Set<String> { Set(handedBy + handedTo + [target, savedBy].compactMap(\.self)) }

  /// Reads an entry of the enrichment file: any object will do, and what is not as expected counts as absent, since
  /// other programs and hands write there too.
  public init(json: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
    var scanner = JSONScanner(json, isFinal: true)
    try scanner.scanMembers(.enrichment) { (key, value, bytes) throws(JSONFault) in
      guard let field = EnrichmentField(rawValue: JSONText.decode(key, in: bytes)) else { return }
      let text = value.kind == .string && !value.range.isEmpty ? JSONText.decode(value, in: bytes) : nil
      switch field {
      case .reponduParAgent: isAnswered = value.kind == .true
      case .traiteParOuTransmisA: target = text
      case .saisiPar: savedBy = text
      case .transferts: try readTransfers(value, in: bytes)
      case .date, .heure: break
      case .modeAccueil, .objet, .commentaireObjet, .resultat, .orientation, .commentaireResultat:
        if let text { texts.append(text) }
      }
    }
    if let target { texts.append(target) }
  }

  private mutating func readTransfers(_ list: JSONSpan, in bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
    guard list.kind == .array else { return }
    var scanner = JSONScanner(UnsafeBufferPointer(rebasing: bytes[list.range]), at: 1, isFinal: true)
    scanner.skipWhitespace()
    while try scanner.peek(.valueOrEnd) != UInt8(ascii: "]") {
      if try scanner.peek(.transfer) == UInt8(ascii: "{") {
        try scanner.scanMembers(.transfer) { (key, value, bytes) throws(JSONFault) in
          guard value.kind == .string, !value.range.isEmpty else { return }
          switch JSONText.decode(key, in: bytes) {
          case "de": handedBy.append(JSONText.decode(value, in: bytes))
          case "a": handedTo.append(JSONText.decode(value, in: bytes))
          default: break
          }
        }
      } else {
        _ = try scanner.scanValue()
      }
      scanner.skipWhitespace()
      if try scanner.peek(.commaOrBracket) == UInt8(ascii: ",") { scanner.position += 1 }
      scanner.skipWhitespace()
    }
  }
}
