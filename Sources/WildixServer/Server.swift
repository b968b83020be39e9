import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
import WildixCore

/// The calls over HTTP: for browsers, for scripts, and live.
public struct WildixServer: Sendable {
  private let site: Site

  /// A server with these settings; nothing is listened to yet.
  public init(_ settings: ServerSettings, _ resources: ServerResources) {
    site = Site(settings, resources)
  }

  /// Serves until a signal ends it. Requests that have come are answered before.
  public func run() async throws {
    let (settings, resources) = (site.settings, site.resources)
    let certificate = try settings.tls.map { try ServerCertificate($0) }
    let application = Application(
      responder: Gate(site), server: try channel(certificate),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.address.host, port: settings.address.port), serverName: nil, backlog: 1024),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? settings.address.port
        let scheme = settings.tls == nil ? "http" : "https"
        resources.onListening("\(scheme)://\(settings.address.authority(port: port))")
      },
      logger: site.logger)
    var configuration = ServiceGroupConfiguration(
      services: [application, Warming(site: site), Ending(onShutdown: resources.onShutdown)] + site.services
        + [certificate].compactMap(\.self),
      gracefulShutdownSignals: [.sigterm, .sigint], logger: site.logger)
    // With what TLS takes to say goodbye, less than five seconds, on a busy machine too.
    configuration.maximumGracefulShutdownDuration = .seconds(3)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw ServerFault.cannotListen(code: error.errnoCode)
    } catch is SocketAddressError {
      throw ServerFault.unknownHost
    }
    await site.shutDown()
  }

  private func channel(_ certificate: ServerCertificate?) throws -> HTTPServerBuilder {
    let (limits, metrics) = (site.limits, site.metrics)
    let base = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [
          RequestTurns(), ConnectionGuard(limits: limits, metrics: metrics), ConnectionUpgrade(),
        ],
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
    guard let certificate else { return base }
    return try .tls(base, tlsConfiguration: certificate.configuration)
  }
}

/// Hears that the server begins to end.
private struct Ending: Service {
  let onShutdown: @Sendable () -> Void

  func run() async throws {
    try? await gracefulShutdown()
    onShutdown()
  }
}

/// Makes the index, and the words in it searchable, before somebody waits for it. What stands in the way meets the first
/// request again.
private struct Warming: Service {
  let site: Site

  func run() async throws {
    let stores = site.stores
    // Not waited for: the end of the server must not wait for it either.
    Task {
      _ = try? await stores.run { store in
        var query = CallQuery()
        query.search = ["0"]
        return try store.count(query, for: Viewer(username: "", poste: "", role: .user))
      }
    }
    try? await gracefulShutdown()
  }
}
