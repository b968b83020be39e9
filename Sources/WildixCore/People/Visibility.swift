/// The first rule of the house: who sees a call.
public enum Visibility {
  /// Whether `viewer` may see a call with these parties and this enrichment. Stores ask the same in their own
  /// language; tests hold the two against each other.
  public static func sees(_ viewer: Viewer, _ parties: CallParties, _ enrichment: EnrichmentSketch?) -> Bool {
    if viewer.isAdmin { return true }
    let poste = PhoneNumber.normalized(viewer.poste)
    let postes = [parties.fromNumber, parties.toNumber, parties.channel, parties.dstchannel]
    if !poste.isEmpty, postes.contains(poste) { return true }
    return enrichment?.people.contains(viewer.username) ?? false
  }
}

/// The ends of a call, each normalized; nil where the record names none.
public struct CallParties: Equatable, Sendable {
  public var fromNumber: String?
  public var toNumber: String?
  /// Extensions that the two channels name.
  public var channel: String?
  public var dstchannel: String?

  /// The parties that a record names.
  public init(record: [UInt8]) throws(JSONFault) {
    let texts = try record.withUnsafeBufferPointer { (bytes) throws(JSONFault) in
      var texts: [String: String] = [:]
      var scanner = JSONScanner(bytes, isFinal: true)
      try scanner.scanMembers(.record) { (key, value, bytes) throws(JSONFault) in
        let isText = value.kind == .string || value.kind == .number
        texts[JSONText.decode(key, in: bytes)] = isText ? JSONText.decode(value, in: bytes) : nil
      }
      return texts
    }
    func number(_ name: String) -> String? {
      texts[name].map(PhoneNumber.normalized).flatMap { $0.isEmpty ? nil : $0 }
    }
    self.init(
      fromNumber: number("from_number"), toNumber: number("to_number"),
      channel: texts["channel"].flatMap(Channel.poste), dstchannel: texts["dstchannel"].flatMap(Channel.poste))
  }

  /// The parties of a call.
  public init(fromNumber: String?, toNumber: String?, channel: String?, dstchannel: String?) {
    self.fromNumber = fromNumber
    self.toNumber = toNumber
    self.channel = channel
    self.dstchannel = dstchannel
  }
}
