import Testing
import WildixCore

/// The second rule, and what a draft makes of an entry.
@Suite struct EnrichmentTests {
  private static let users = [
    User(username: "alice", poste: "33", role: .user), User(username: "bob", poste: "44", role: .user),
    User(username: "carol", poste: "4 4", role: .user), User(username: "55", poste: "66", role: .admin),
    User(username: "dave", poste: "55", role: .user),
  ]
  private let alice = Viewer(username: "alice", poste: "33", role: .user)
  /// 2026-11-22 09:00:00 UTC, in a zone one hour east.
  private let save = EnrichmentSave([], now: 1_795_338_000, zone: ZoneRules([.init(from: 0, offset: 3600)]))

  private func taken(_ entry: String?, _ change: (inout EnrichmentDraft) -> Void) throws -> String {
    var draft = EnrichmentDraft(CallID("1"))
    change(&draft)
    return try String(decoding: edited(entry, draft).json, as: UTF8.self)
  }

  private func edited(_ json: String?, _ draft: EnrichmentDraft) throws -> EnrichmentEntry {
    var entry =
      try json.map { try Array($0.utf8).withUnsafeBufferPointer { try EnrichmentEntry(json: $0, isASCII: false) } }
      ?? EnrichmentEntry(isASCII: false)
    _ = try entry.take(draft, of: save, by: alice, users: { Self.users })
    return entry
  }

  private func handling(_ isAnswered: Bool?, _ target: String, _ asked: Bool?, _ askedTarget: String?) throws
    -> Handling
  {
    var draft = EnrichmentDraft(CallID("1"))
    (draft.isAnswered, draft.target) = (asked, askedTarget)
    return try HandlingRule.apply(draft, to: Handling(isAnswered: isAnswered, target: target), users: { Self.users })
  }

  @Test(
    arguments: [
      // present, what is asked for, what comes of it
      ((nil, ""), (nil, nil), (nil, "")), ((nil, ""), (true, nil), (true, "")),
      ((nil, ""), (nil, "bob"), (false, "bob")),
      ((nil, ""), (false, "bob"), (false, "bob")), ((true, ""), (nil, nil), (true, "")),
      ((true, ""), (nil, "bob"), (false, "bob")), ((true, ""), (nil, ""), (true, "")),
      ((false, "bob"), (true, nil), (true, "")), ((false, "bob"), (true, ""), (true, "")),
      ((false, "bob"), (nil, nil), (false, "bob")), ((false, "bob"), (nil, "alice"), (false, "alice")),
      ((false, "bob"), (false, nil), (false, "bob")), ((true, "bob"), (true, nil), (true, "")),
      ((true, "bob"), (nil, "bob"), (false, "bob")), ((false, ""), (true, nil), (true, "")),
      ((nil, "bob"), (nil, nil), (nil, "bob")), ((nil, ""), (nil, "55"), (false, "55")),
    ] as [((Bool?, String), (Bool?, String?), (Bool?, String))])
  func ruleHolds(_ present: (Bool?, String), _ asked: (Bool?, String?), _ result: (Bool?, String)) throws {
    #expect(
      try handling(present.0, present.1, asked.0, asked.1) == Handling(isAnswered: result.0, target: result.1))
  }

  @Test(
    arguments: [
      ((nil, ""), (true, "bob"), .answeredAndHanded(to: "bob")),
      ((true, "bob"), (nil, nil), .answeredAndHanded(to: "bob")),
      ((false, "bob"), (true, "bob"), .answeredAndHanded(to: "bob")), ((nil, ""), (false, nil), .handedToNobody),
      ((nil, ""), (false, ""), .handedToNobody), ((true, ""), (false, nil), .handedToNobody),
      ((false, "bob"), (nil, ""), .handedToNobody), ((false, ""), (nil, nil), .handedToNobody),
      ((nil, ""), (nil, "eve"), .unknownUser("eve")), ((nil, ""), (nil, "Bob"), .unknownUser("Bob")),
      ((nil, ""), (nil, "33"), .poste("33", of: ["alice"])), ((nil, ""), (nil, " 3 3"), .poste(" 3 3", of: ["alice"])),
      ((nil, ""), (nil, "44"), .poste("44", of: ["bob", "carol"])), ((false, "gone"), (nil, nil), .unknownUser("gone")),
    ] as [((Bool?, String), (Bool?, String?), EnrichmentRefusal.Reason)])
  func ruleRefuses(_ present: (Bool?, String), _ asked: (Bool?, String?), _ reason: EnrichmentRefusal.Reason) {
    #expect(throws: reason) { try handling(present.0, present.1, asked.0, asked.1) }
  }

  @Test func newEntry() throws {
    let json = try taken(nil) { draft in
      draft.texts[.objet] = "Où ?"
      draft.target = "bob"
    }
    #expect(
      json == """
        {"date":"22/11/2026","heure":"10:00:00","modeAccueil":"","objet":"Où ?","commentaireObjet":"","resultat":"",\
        "orientation":"","reponduParAgent":false,"traiteParOuTransmisA":"bob","commentaireResultat":"",\
        "saisiPar":"alice","transferts":[{"de":"alice","a":"bob","le":"2026-11-22T10:00:00+01:00"}]}
        """)
  }

  @Test func undecidedEntrySaysNeither() throws {
    let json = try taken(nil) { $0.texts = [.date: "01/02/2026", .heure: "23:59:59"] }
    #expect(json.hasPrefix(#"{"date":"01/02/2026","heure":"23:59:59","#))
    #expect(!json.contains("reponduParAgent"))
    #expect(json.hasSuffix(#""transferts":[]}"#))
  }

  @Test func keysOfOthersStay() throws {
    let entry = #"{"crm": {"n": 1.50, "t": "\u00e9\/"}, "objet": "a\u0062", "objet": "x", "\u006cast": [ ]}"#
    let json = try taken(entry) { $0.texts[.objet] = "y" }
    #expect(
      json == #"{"crm":{"n":1.50,"t":"\u00e9\/"},"objet":"a\u0062","objet":"y","\u006cast":[],"saisiPar":"alice"}"#)
  }

  @Test func sameTextKeepsItsSpelling() throws {
    let entry = #"{"objet":"caf\u00e9","saisiPar":"alice"}"#
    #expect(try taken(entry) { $0.texts[.objet] = "café" } == entry)
  }

  @Test(arguments: [
    (#"{"traiteParOuTransmisA":"bob","reponduParAgent":false,"transferts":[1]}"#, "bob", #""transferts":[1]"#),
    (#"{"traiteParOuTransmisA":"bob","transferts":[1]}"#, "carol", #"[1,{"de":"alice","a":"carol","#),
    (#"{"transferts":"none"}"#, "carol", #""transferts":[{"de":"alice","a":"carol","#),
    (#"{"traiteParOuTransmisA":"bob"}"#, "carol", #""transferts":[{"de":"alice","a":"carol","#),
    (#"{"reponduParAgent":true,"traiteParOuTransmisA":"","transferts":[]}"#, "bob", #"[{"de":"alice","a":"bob","#),
  ])
  func handOversAreKept(_ entry: String, _ target: String, _ expected: String) throws {
    #expect(try taken(entry) { $0.target = target }.contains(expected))
  }

  @Test(arguments: [
    ("22/11/2026", true), ("29/02/2024", true), ("29/02/2026", false), ("31/11/2026", false), ("1/1/2026", false),
    ("2026-11-22", false), ("22/11/26", false), ("00/01/2026", false), ("22/13/2026", false), ("", false),
    ("22/11/2026 ", false), ("+2/11/2026", false),
  ])
  func dates(_ text: String, _ isDate: Bool) { #expect(EnrichmentTime.isDate(text) == isDate) }

  @Test(arguments: [
    ("00:00:00", true), ("23:59:59", true), ("24:00:00", false), ("12:60:00", false), ("12:00:60", false),
    ("12:00", false), ("1:00:00", false), ("", false), ("12:00:00Z", false),
  ])
  func times(_ text: String, _ isTime: Bool) { #expect(EnrichmentTime.isTime(text) == isTime) }

  @Test(arguments: [
    (3600, "2026-11-22T10:00:00+01:00"), (-12_600, "2026-11-22T05:30:00-03:30"), (0, "2026-11-22T09:00:00+00:00"),
  ])
  func stamps(_ offset: Int64, _ text: String) {
    #expect(EnrichmentTime.stamp(save.now, zone: ZoneRules([.init(from: 0, offset: offset)])) == text)
  }

  @Test(
    arguments: [
      (#"{"id":"1"}"#, .nothingToNote), (#"{"objet":"x"}"#, .missingID),
      (#"{"id":"","objet":"x"}"#, .wrongKind("id", expected: .callID)),
      (#"{"id":true,"objet":"x"}"#, .wrongKind("id", expected: .callID)),
      (#"{"id":1,"objet":2}"#, .wrongKind("objet", expected: .text)),
      (#"{"id":1,"objet":null}"#, .wrongKind("objet", expected: .text)),
      (#"{"id":1,"reponduParAgent":"true"}"#, .wrongKind("reponduParAgent", expected: .truth)),
      (#"{"id":1,"saisiPar":"bob"}"#, .ownKey("saisiPar")), (#"{"id":1,"transferts":[]}"#, .ownKey("transferts")),
      (#"{"id":1,"objets":"x"}"#, .unknownKey("objets")),
      (#"{"id":1} 2"#, .notJSON(JSONFault(offset: 9, expected: .endOfLine))),
      (#"[]"#, .notJSON(JSONFault(offset: 0, expected: .object))),
      (#"{"id":1,"revision":"x"}"#, .wrongKind("revision", expected: .revision)),
    ] as [(String, DraftFault)])
  func wrongDrafts(_ json: String, _ fault: DraftFault) {
    #expect(throws: fault) {
      try Array(json.utf8).withUnsafeBufferPointer { try EnrichmentDraft(json: $0) }
    }
  }

  @Test func draftOfALine() throws {
    let json =
      #" {"id": 68, "objet": "\u00e9", "reponduParAgent": true, "traiteParOuTransmisA": "", "revision": "ff"} "#
    var draft = EnrichmentDraft(CallID("68"))
    draft.texts = [.objet: "é"]
    (draft.isAnswered, draft.target, draft.revision) = (true, "", 255)
    #expect(try Array(json.utf8).withUnsafeBufferPointer { try EnrichmentDraft(json: $0) } == draft)
  }

  @Test(arguments: [
    (false, "é\u{7F}\u{1F}\"\\\n\u{8}\u{C}/😀", "\"é\u{7F}\\u001f\\\"\\\\\\n\\b\\f/😀\""),
    (true, "é\u{7F}😀", #""\u00e9\u007f\ud83d\ude00""#),
  ])
  func spelledAsPythonDoes(_ isASCII: Bool, _ text: String, _ json: String) {
    var bytes: [UInt8] = []
    JSONText.appendPythonString(text, isASCII: isASCII, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == json)
  }

  @Test func journalLinesComeBack() throws {
    let change = EnrichmentChange(
      time: "2026-11-22T10:00:00+01:00", user: "al\"ice", id: CallID("x\n1"),
      fields: [
        FieldChange(field: "objet", old: nil, new: Array(#""é""#.utf8)),
        FieldChange(field: "crm", old: Array(#"{"a":[]}"#.utf8), new: nil),
      ])
    let line = change.json
    let back = line.withUnsafeBufferPointer { EnrichmentChange(line: $0) }
    #expect(back.map { $0.json } == line)
    #expect(!line.contains(0x0A))
    for end in 0..<line.count {
      #expect(line[..<end].withUnsafeBufferPointer { EnrichmentChange(line: $0) } == nil)
    }
  }
}
