import WildixCore

/// What the server has to say of live connections.
extension Phrase {
  static let webSocketOnly = Phrase(
    en: "this is for WebSockets: ask for an upgrade", fr: "ceci est réservé aux WebSockets : demandez une mise à niveau"
  )
  static let webSocketVersion = Phrase(
    en: "only version 13 of WebSocket is spoken here", fr: "seule la version 13 de WebSocket est parlée ici")
  static let webSocketKey = Phrase(
    en: "Sec-WebSocket-Key must be 16 bytes in Base64", fr: "Sec-WebSocket-Key doit être 16 octets en Base64")
  static let tooManySockets = Phrase(
    en: "too many live connections: try again in a moment",
    fr: "trop de connexions en direct : réessayez dans un instant")
  static let unreadable = Phrase(
    en: "the calls cannot be read right now", fr: "les appels ne peuvent pas être lus pour l’instant")
}
