import ArgumentParser
import LinuxSystem
import Logging
import WildixCore
import WildixServer
import WildixStore

/// `wildix serve`: the calls for browsers.
struct Serve: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the calls to browsers and scripts, live.",
    discussion: "Ends on SIGTERM and SIGINT, when the requests that have come are answered; on a second one at once.")

  @Option(help: ArgumentHelp("Where to listen; port 0 picks a free one.", valueName: "host:port"))
  var listen = ListenAddress.standard

  @Option(
    help: ArgumentHelp("Serve over TLS, with this certificate and those that vouch for it (PEM).", valueName: "file"),
    completion: .file())
  var tlsCertificate: String?

  @Option(help: ArgumentHelp("The certificate's key (PEM).", valueName: "file"), completion: .file())
  var tlsKey: String?

  @Flag(help: "Listen to other machines without TLS: passwords and calls can then be read on the way.")
  var insecure = false

  @Flag(help: "Believe a proxy on this machine what it says of its clients: X-Forwarded-For and X-Forwarded-Proto.")
  var behindProxy = false

  @Option(help: "How to write the log, which goes to standard error: text or json.")
  var logFormat = ServerLogFormat.text

  @Flag(help: "Log every request: method, path, status, and the client's address.")
  var accessLog = false

  @OptionGroup var shared: SharedOptions

  func check() throws(OptionError) {
    guard (tlsCertificate == nil) == (tlsKey == nil) else { throw OptionError(.certificateWithoutKey, of: "serve") }
    guard listen.isLoopback || tlsCertificate != nil || insecure || behindProxy else {
      throw OptionError(.needsTLS(listen.authority), of: "serve")
    }
  }

  func run(_ context: Context) throws {
    let data = context.dataDirectory(shared)
    // Before there are threads: the C library can only be asked about one zone at a time.
    let zone = SystemZone.machine()
    let logger = ServerLog.logger(logFormat)
    // Some are left for databases, files and the log.
    let connections = max(16, min(10_000, ProcessSetup.raiseFileLimit() - 200))
    let settings = ServerSettings(
      address: listen, tls: tls(logger, context.language), isBehindProxy: behindProxy, logsAccess: accessLog,
      connections: connections)
    let server = WildixServer(settings, .files(data: data, zone: zone, logger: logger, context.language))
    do {
      try Blocking.run { try await server.run() }
    } catch let fault as ServerFault {
      throw named(fault)
    }
  }

  private func tls(_ logger: Logger, _ language: Language) -> ServerSettings.TLSSource? {
    guard let tlsCertificate, let tlsKey else { return nil }
    @Sendable func content(_ path: String) throws -> [UInt8] {
      do {
        return try InputFile.contents(of: path)
      } catch {
        throw ServeError.unreadable(error)
      }
    }
    return ServerSettings.TLSSource {
      ServerSettings.TLSFiles(certificate: try content(tlsCertificate), key: try content(tlsKey))
    } onChange: { outcome in
      switch outcome {
      case .success: logger.notice("\(PrintableText.of(Phrase.newCertificate(tlsCertificate)[language]))")
      case .failure(let error):
        let reason = ErrorReport((error as? ServerFault).map { named($0) } ?? error)?.message[language] ?? "\(error)"
        logger.warning("\(PrintableText.of(Phrase.oldCertificate(reason)[language]))")
      }
    }
  }

  /// The fault with what was asked for.
  private func named(_ fault: ServerFault) -> ServeError {
    .fault(fault, listen: listen.authority, certificate: tlsCertificate ?? "", key: tlsKey ?? "")
  }
}

/// Why `wildix serve` does not begin.
enum ServeError: Error {
  case fault(ServerFault, listen: String, certificate: String, key: String)
  /// A file of TLS that cannot be read.
  case unreadable(SystemError)
}

extension ListenAddress: ExpressibleByArgument, CustomStringConvertible {
  static let standard = ListenAddress(host: "127.0.0.1", port: 8080)

  public init?(argument: String) { self.init(argument) }

  public var description: String { authority }

  public var defaultValueDescription: String { description }
}

/// The formats of the log.
enum ServerLogFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}
