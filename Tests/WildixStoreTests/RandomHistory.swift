import WildixCore

/// Histories made by chance, with every oddity that records have.
struct RandomHistory {
  var generator: Generator

  init(seed: UInt64) { generator = Generator(state: seed) }

  /// A small generator that gives the same numbers for the same seed.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
  mutating func one<Element>(of elements: [Element]) -> Element { elements[number(0..<elements.count)] }

  static let postes = ["11", "33", "44", "0000"]
  static let numbers =
    postes + ["0612345678", "+33612345678", "0033612345678", "06 12 34 56 78", "anonymous", "1", "330"]
  static let people = ["alice", "bob", "kernel", "élise"]
  static let names = ["Zoé Dupont", "Müller", "😀 Care", "Ça va", "O'Brien", ""]

  mutating func record(id: Int) -> String {
    var members: [String] = []
    members.append(#""id":"# + (chance(80) ? "\"\(id)\"" : chance(50) ? "\(id)" : "\"x-\(id)\""))
    if chance(92) {
      let clock = "2026-0\(number(1..<4))-1\(number(0..<9)) 1\(number(0..<9)):0\(number(0..<3)):00"
      members.append(#""start":"\#(clock)""#)
    }
    if chance(80) { members.append(#""timezone":"\#(one(of: ["+0200", "+0100", "-0400", "+0530"]))""#) }
    for name in ["from_number", "to_number"] where chance(90) {
      let number = one(of: Self.numbers)
      members.append(
        chance(20) && Int(number) != nil && !number.hasPrefix("0") && !number.hasPrefix("+")
          ? "\"\(name)\":\(number)" : "\"\(name)\":\"\(number)\"")
    }
    for name in ["channel", "dstchannel"] where chance(70) {
      let tech = one(of: ["SIP/", #"SIP\/"#, "PJSIP/", "Local/", ""])
      members.append(#""\#(name)":"\#(tech)\#(one(of: Self.postes + ["trunk_1", "440"]))-0000\#(number(0..<10))a""#)
    }
    if chance(80) { members.append(#""duration":"# + (chance(50) ? "\"\(number(0..<200))\"" : "\(number(0..<200))")) }
    if chance(90) {
      let kinds = ["ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION", "odd"]
      members.append(#""disposition":"\#(one(of: kinds))""#)
    }
    if chance(70) { members.append(#""from_name":"\#(one(of: Self.names))""#) }
    if chance(20) { members.append(#""attachments":{"vm":[null,{"url":"é"}]}"#) }
    return "{" + members.joined(separator: ",") + "}"
  }

  mutating func enrichment() -> String {
    var members: [String] = []
    let isAnswered = chance(40)
    members.append(#""reponduParAgent":\#(isAnswered)"#)
    members.append(#""traiteParOuTransmisA":"\#(isAnswered || chance(40) ? "" : one(of: Self.people))""#)
    if chance(50) { members.append(#""objet":"\#(one(of: ["Facture été", "Panne réseau", "facturation"]))""#) }
    if chance(60) { members.append(#""saisiPar":"\#(one(of: Self.people))""#) }
    if chance(40) {
      members.append(#""transferts":[{"de":"\#(one(of: Self.people))","a":"\#(one(of: Self.people))"}]"#)
    }
    return "{" + members.joined(separator: ",") + "}"
  }
}
