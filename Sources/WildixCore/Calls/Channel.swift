/// Channel names as the PBX's Asterisk writes them: `SIP/11-0000002a`, technology, peer, a dash and a counter.
public enum Channel {
  /// The extension that a channel names: the whole token between `SIP/` or `PJSIP/` and the last dash.
  public static func poste(_ channel: some StringProtocol) -> String? {
    for technology in ["SIP/", "PJSIP/"] where channel.hasPrefix(technology) {
      let rest = channel.dropFirst(technology.count)
      guard let dash = rest.lastIndex(of: "-"), dash > rest.startIndex else { return nil }
      return PhoneNumber.normalized(String(rest[..<dash]))
    }
    return nil
  }
}
