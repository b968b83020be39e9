import Testing
import WildixCore

@Suite struct RuleTests {
  private let bob = Viewer(username: "bob", poste: "44", role: .user)

  @Test(arguments: [
    (#"{"id":1,"from_number":"44"}"#, true), (#"{"id":1,"to_number":44}"#, true),
    (#"{"id":1,"to_number":"4 4"}"#, true),
    (#"{"id":1,"from_number":"440"}"#, false), (#"{"id":1,"channel":"SIP/44-0001"}"#, true),
    (#"{"id":1,"channel":"SIP\/44-0001"}"#, true), (#"{"id":1,"dstchannel":"PJSIP/44-00a"}"#, true),
    (#"{"id":1,"channel":"SIP/440-0001"}"#, false), (#"{"id":1,"channel":"XSIP/44-0001"}"#, false),
    (#"{"id":1,"channel":"SIP/1-44-0001"}"#, false), (#"{"id":1,"channel":"SIP/44"}"#, false),
    (#"{"id":1,"src":"44","lastdata":"SIP/44-0001"}"#, false), (#"{"id":1}"#, false),
  ])
  func extensionSees(_ record: String, _ sees: Bool) throws {
    #expect(Visibility.sees(bob, try CallParties(record: Array(record.utf8)), nil) == sees)
  }

  @Test(arguments: [
    (#"{"traiteParOuTransmisA":"bob"}"#, true), (#"{"saisiPar":"bob"}"#, true),
    (#"{"transferts":[{"de":"alice","a":"bob"}]}"#, true), (#"{"transferts":[1,{"de":"bob","a":"alice"}]}"#, true),
    (#"{"transferts":"bob"}"#, false), (#"{"traiteParOuTransmisA":"44"}"#, false), (#"{"objet":"bob"}"#, false),
  ])
  func enrichmentShows(_ json: String, _ sees: Bool) throws {
    let enrichment = try Array(json.utf8).withUnsafeBufferPointer { try EnrichmentSketch(json: $0) }
    let nobody = CallParties(fromNumber: "1", toNumber: nil, channel: nil, dstchannel: nil)
    #expect(Visibility.sees(bob, nobody, enrichment) == sees)
  }

  @Test func statusIsTheViewers() {
    let alice = Viewer(username: "alice", poste: "33", role: .admin)
    #expect(CallStatus(isAnswered: true, target: nil, for: bob) == .answered)
    #expect(CallStatus(isAnswered: true, target: "bob", for: bob) == .answered)
    #expect(CallStatus(isAnswered: false, target: "bob", for: bob) == .received)
    #expect(CallStatus(isAnswered: false, target: "bob", for: alice) == .transferred)
    #expect(CallStatus(isAnswered: false, target: nil, for: bob) == .todo)
  }

  @Test(arguments: [
    ("06 12.34-56", "06123456"), ("0033612", "+33612"), ("+33 6", "+336"), ("00", "+"), ("", ""),
    ("anonymous", "anonymous"),
    ("0612\u{A0}34", "061234"),
  ])
  func normalizes(_ text: String, _ number: String) {
    #expect(PhoneNumber.normalized(text) == number)
  }

  @Test func codesKeepOrderAndBeginnings() throws {
    let numbers = ["+33612345678", "0", "06", "0612345678", "061234567", "11", "110", "99999999999999999"]
    for one in numbers {
      let code = try #require(PartyCode.of(one))
      for other in numbers {
        let range = try #require(PartyCode.range(beginning: other))
        #expect(range.contains(code) == one.hasPrefix(other), "\(one) \(other)")
        #expect((PartyCode.of(other) == code) == (one == other))
      }
    }
    #expect(PartyCode.of("999999999999999999") == nil)
    #expect(PartyCode.of("anonymous") == nil)
    #expect(PartyCode.of("0033 6.1-2") == PartyCode.of("+3361 2"))
  }

  @Test(arguments: [
    ("67", 67), ("0", 0), ("067", nil), ("", nil), ("6e1", nil), ("-1", nil), ("9999999999999999999", nil),
  ])
  func idsThatAreNumbers(_ text: String, _ number: Int64?) { #expect(CallID(text).number == number) }
}
