/// How a call was dealt with: answered, or handed to somebody.
public struct Handling: Equatable, Sendable {
  /// `reponduParAgent`; nil where that is neither true nor false.
  public var isAnswered: Bool?
  /// `traiteParOuTransmisA`, empty if nobody.
  public var target: String

  /// A state by its parts.
  public init(isAnswered: Bool?, target: String) {
    self.isAnswered = isAnswered
    self.target = target
  }
}

/// The second rule of the house: an answered call is handed to nobody, any other one to an existing user, by name. Of
/// a call of which neither is said nothing is asked.
public enum HandlingRule {
  /// What `draft` makes of a call that stands at `present`; `users` are asked for only where somebody is named. What
  /// stands there and breaks the rule is refused too: it is for whoever saves to say what is meant.
  public static func apply(
    _ draft: EnrichmentDraft, to present: Handling, users: () throws -> [User]
  ) throws -> Handling {
    let isNamed = draft.target?.isEmpty == false
    var handling = Handling(
      isAnswered: draft.isAnswered ?? (isNamed ? false : present.isAnswered),
      target: draft.target ?? (draft.isAnswered == true ? "" : present.target))
    if handling.isAnswered == true {
      guard handling.target.isEmpty else {
        throw EnrichmentRefusal.Reason.answeredAndHanded(to: handling.target)
      }
    } else if handling.target.isEmpty {
      guard handling.isAnswered == nil else { throw EnrichmentRefusal.Reason.handedToNobody }
    } else {
      handling.target = try user(handling.target, among: users()).username
    }
    return handling
  }

  private static func user(_ name: String, among users: [User]) throws(EnrichmentRefusal.Reason) -> User {
    if let user = users.first(where: { $0.username == name }) { return user }
    let number = PhoneNumber.normalized(name)
    let owners = users.filter { PhoneNumber.normalized($0.poste) == number }.map(\.username)
    throw owners.isEmpty ? .unknownUser(name) : .poste(name, of: owners)
  }
}
