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

  /// The parties of a call.
  public init(fromNumber: String?, toNumber: String?, channel: String?, dstchannel: String?) {
    self.fromNumber = fromNumber
    self.toNumber = toNumber
    self.channel = channel
    self.dstchannel = dstchannel
  }
}
