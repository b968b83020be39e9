/// How a server is to listen and what it is to tell.
public struct ServerSettings: Sendable {
  /// Where to listen.
  public var address: ListenAddress
  /// Nil: no TLS.
  public var tls: TLSSource?
  /// A proxy on this machine speaks for its clients: what it says of their address and of TLS is believed.
  public var isBehindProxy: Bool
  /// A line in the log for every request.
  public var logsAccess: Bool

  /// Connections at most.
  public var connections: Int

  /// Settings by their parts.
  public init(
    address: ListenAddress, tls: TLSSource? = nil, isBehindProxy: Bool = false, logsAccess: Bool = false,
    connections: Int = 10_000
  ) {
    self.address = address
    self.tls = tls
    self.isBehindProxy = isBehindProxy
    self.logsAccess = logsAccess
    self.connections = connections
  }

  /// Where a certificate and its key come from.
  public struct TLSSource: Sendable {
    /// Reads both as they are now.
    public var read: @Sendable () throws -> TLSFiles
    /// Told that another certificate counts from now on, or why the one that is there now does not: what `read` threw, or a
    /// `ServerFault`.
    public var onChange: @Sendable (Result<Void, any Error>) -> Void

    /// A source by its parts.
    public init(
      read: @escaping @Sendable () throws -> TLSFiles, onChange: @escaping @Sendable (Result<Void, any Error>) -> Void
    ) {
      self.read = read
      self.onChange = onChange
    }
  }

  /// A certificate with those that vouch for it, and its key, as their files have them: in PEM.
  public struct TLSFiles: Equatable, Sendable {
    public var certificate: [UInt8]
    public var key: [UInt8]

    /// The content of both files.
    public init(certificate: [UInt8], key: [UInt8]) {
      self.certificate = certificate
      self.key = key
    }
  }
}

/// `HOST:PORT`, an IPv6 address in brackets.
public struct ListenAddress: Equatable, Sendable {
  public var host: String
  /// 0: any that is free.
  public var port: Int

  /// An address by its parts.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// The address written `text`; nil if it is none.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port), text[text.index(after: colon)...].allSatisfy(\.isNumber)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
      guard host.contains(":") else { return nil }
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
  }

  /// Whether only this machine can reach it, as far as that can be told from its name.
  public var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether an address as text is one of this machine's own.
  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." }
      || host.hasPrefix("::ffff:127.")
  }

  /// The address as it was written.
  public var authority: String { authority(port: port) }

  /// The address with another port, as a URL has it.
  func authority(port: Int) -> String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
