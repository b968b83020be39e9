import WildixCore

/// What the server has to say of requests as such.
extension Phrase {
  static let serverBusy = Phrase(
    en: "too much is being asked at once: try again in a moment",
    fr: "trop de demandes à la fois : réessayez dans un instant")
  static let takesTooLong = Phrase(
    en: "finding this takes too long: ask for less, or with fewer filters",
    fr: "cette recherche prend trop de temps : demandez moins, ou avec moins de filtres")
  static let tooManyUnread = Phrase(
    en: "too many answers to you are still on their way: read those first",
    fr: "trop de réponses vous sont encore en cours d'envoi : lisez-les d'abord")
  static func tooManyEntries(_ most: Int) -> Phrase {
    Phrase(
      en: "there are more than \(count: most) entries: send them in parts",
      fr: "il y a plus de \(count: most) entrées : envoyez-les en plusieurs fois")
  }
  static let noSuchPage = Phrase(en: "there is nothing here", fr: "il n'y a rien ici")
  static let crossSite = Phrase(
    en: "the request comes from another site", fr: "la demande vient d'un autre site")
  static let internalFailure = Phrase(
    en: "something went wrong; the server's log says what",
    fr: "quelque chose a échoué ; le journal du serveur dit quoi")
  static let unavailable = Phrase(
    en: "this cannot be had right now: try again in a moment",
    fr: "ce n'est pas disponible pour l'instant : réessayez dans un instant")
  static func bodyTooLarge(_ limit: Int) -> Phrase {
    Phrase(en: "the request is larger than \(limit) bytes", fr: "la demande dépasse \(limit) octets")
  }
  static func methodNotAllowed(_ allowed: String) -> Phrase {
    Phrase(en: "only \(allowed) can be asked here", fr: "seules les méthodes \(allowed) sont possibles ici")
  }
  static let encodedBody = Phrase(
    en: "a request's body cannot be compressed", fr: "le corps d'une demande ne peut pas être compressé")
}
