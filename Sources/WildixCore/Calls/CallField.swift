/// The fields of a call record, by the PBX's names.
public enum CallField: String, CaseIterable, Sendable {
  case id, start, answer, end, timezone, duration, billsec, src, dst
  case fromNumber = "from_number"
  case toNumber = "to_number"
  case fromName = "from_name"
  case toName = "to_name"
  case disposition, lastapp, lastdata, userfield, channel, dstchannel, callclass
  case destType = "dest_type"
  case app, dcontext, pbxid, cost, faxdata, organization, type, attachments
}

/// The fields of an enrichment, by the names that the help desk's files have.
public enum EnrichmentField: String, CaseIterable, Sendable {
  case date, heure, modeAccueil, objet, commentaireObjet, resultat, orientation, reponduParAgent
  case traiteParOuTransmisA, commentaireResultat, saisiPar, transferts
}

/// A column of a listing: a field of the record or of its enrichment, or the status that the viewer sees.
public enum ListingField: Hashable, Sendable {
  case call(CallField)
  case enrichment(EnrichmentField)
  case status

  /// Every column there is, in the order in which help and errors list them.
  public static let all: [ListingField] =
    CallField.allCases.map(ListingField.call) + [.status] + EnrichmentField.allCases.map(ListingField.enrichment)

  /// The column's name in `--fields`, in headers and in JSON.
  public var name: String {
    switch self {
    case .call(let field): field.rawValue
    case .enrichment(let field): field.rawValue
    case .status: "statut"
    }
  }

  /// The column called `name`, if there is one.
  public init?(name: String) {
    guard let field = Self.all.first(where: { $0.name == name }) else { return nil }
    self = field
  }
}
