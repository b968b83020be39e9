import NIOCore

/// Addresses, and what counts as one.
enum NetworkName {
  /// The address that a header tells, as the system writes it, without port and brackets; nil if it tells none.
  static func address(_ text: String) -> String? {
    for host in [text, withoutPort(text)] {
      if let address = try? SocketAddress(ipAddress: host, port: 0).ipAddress { return address }
    }
    return nil
  }

  private static func withoutPort(_ text: String) -> String {
    let bytes = text.utf8
    if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
      return String(Substring(bytes[bytes.index(after: bytes.startIndex)..<end]))
    }
    return HeaderText.split(text, at: ":", most: 2)[0]
  }

  /// What one customer has: an address, or of IPv6 the first 64 bits.
  static func of(_ address: String) -> String { first(4, of: address) }

  /// What one customer may have at most: an address, or of IPv6 the first 48 bits.
  static func site(of address: String) -> String { first(3, of: address) }

  private static func first(_ groups: Int, of address: String) -> String {
    guard address.utf8.contains(UInt8(ascii: ":")), !address.hasPrefix("::ffff:") else { return address }
    let halves = HeaderText.split(address, at: ":")
    guard let gap = halves.firstIndex(of: "") else { return halves.prefix(groups).joined(separator: ":") }
    return (halves[..<gap] + Array(repeating: "0", count: 8)).prefix(groups).joined(separator: ":")
  }
}
