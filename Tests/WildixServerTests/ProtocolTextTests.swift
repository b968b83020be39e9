import Testing

@testable import WildixServer

/// Text of protocols is read code point by code point, whatever a `Character` is.
@Suite struct ProtocolTextTests {
  @Test func splitsWhereSignsAreMarked() {
    #expect(HeaderText.split("a,\u{301}b , c\t", at: ",") == ["a", "\u{301}b", "c"])
    #expect(HeaderText.split("a=b=c", at: "=", most: 2) == ["a", "b=c"])
    #expect(HeaderText.split("", at: ",") == [""])
  }

  @Test(arguments: [
    ("203.0.113.9", "203.0.113.9"), ("203.0.113.9:80", "203.0.113.9"), ("[2001:db8::1]:80", "2001:db8::1"),
    ("2001:db8::1", "2001:db8::1"),
  ])
  func readsAddresses(_ text: String, _ address: String) { #expect(NetworkName.address(text) == address) }

  @Test(arguments: ["", "unknown", "localhost", "203.0.113", "[::1", "203.0.113.9\u{301}"])
  func readsNothingElse(_ text: String) { #expect(NetworkName.address(text) == nil) }

  @Test func countsANetworkAsOne() {
    #expect(NetworkName.of("203.0.113.9") == "203.0.113.9")
    #expect(NetworkName.of("2001:db8:1:2:3:4:5:6") == NetworkName.of("2001:db8:1:2::1"))
    #expect(NetworkName.of("2001:db8:1:2::1") != NetworkName.of("2001:db8:1:3::1"))
    #expect(NetworkName.site(of: "2001:db8:1:2::1") == NetworkName.site(of: "2001:db8:1:3::1"))
    #expect(NetworkName.of("2001:db8::1") == NetworkName.of("2001:db8::ffff:1"))
  }

  @Test func readsPacketsOfABody() {
    #expect(EnginePacket.packets("2probe\u{1E}4\u{301}x")?.map(\.text) == ["2probe", "4\u{301}x"])
    #expect(EnginePacket.packets("") == nil)
    #expect(EnginePacket.packets("9") == nil)
    #expect(EnginePacket.packets(Array(repeating: "2", count: 17).joined(separator: "\u{1E}")) == nil)
  }

  @Test func readsNamespaces() {
    #expect(SocketPacket("0/admin?token=1,{}")?.namespace == "/admin")
    #expect(SocketPacket("2[\"x\"]")?.namespace == "/")
    #expect(SocketPacket("2{}") == nil)
    #expect(SocketPacket("") == nil)
  }
}
