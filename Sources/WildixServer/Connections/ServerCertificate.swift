import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The certificate that clients are shown. Its files are read again every five seconds, so that one which was renewed counts
/// without a new start; connections that are open stay as they are.
final class ServerCertificate: Service, Sendable {
  private static let interval = Duration.seconds(5)

  private typealias TLSFiles = ServerSettings.TLSFiles

  private struct Pair {
    let chain: [NIOSSLCertificateSource]
    let key: NIOSSLPrivateKeySource

    var override: NIOSSLContextConfigurationOverride {
      var override = NIOSSLContextConfigurationOverride()
      override.certificateChain = chain
      override.privateKey = key
      return override
    }
  }

  private struct State {
    var files: TLSFiles
    var pair: Pair
    /// How often in a row the files were not those of a certificate.
    var failures = 0
  }

  private let source: ServerSettings.TLSSource
  private let state: Mutex<State>

  /// Reads the files; throws what `source` does, and `ServerFault` if they do not hold what they should.
  init(_ source: ServerSettings.TLSSource) throws {
    self.source = source
    let files = try source.read()
    state = Mutex(State(files: files, pair: try Self.pair(files)))
  }

  /// Shows to each client what is there when it comes.
  var configuration: TLSConfiguration {
    var configuration = Self.configuration(state.withLock { $0.pair })
    configuration.sslContextCallback = { [self] _, answer in answer.succeed(state.withLock { $0.pair.override }) }
    return configuration
  }

  func run() async throws {
    try? await cancelWhenGracefulShutdown { [self] in
      while true {
        try await Task.sleep(for: Self.interval)
        // A disk may hang.
        try await NIOThreadPool.singleton.runIfActive { self.look() }
      }
    }
  }

  private func look() {
    do {
      let files = try source.read()
      let isNew = try state.withLock { state in
        guard files != state.files else {
          state.failures = 0
          return false
        }
        state = State(files: files, pair: try Self.pair(files))
        return true
      }
      if isNew { source.onChange(.success(())) }
    } catch {
      // At the first one the key of a new certificate may still be on its way.
      let isToBeTold = state.withLock { state in
        state.failures += 1
        return state.failures == 2
      }
      if isToBeTold { source.onChange(.failure(error)) }
    }
  }

  private static func pair(_ files: TLSFiles) throws(ServerFault) -> Pair {
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(files.certificate), !certificates.isEmpty else {
      throw .noCertificate
    }
    guard let key = try? NIOSSLPrivateKey(bytes: files.key, format: .pem) else { throw .noKey }
    let pair = Pair(chain: certificates.map { .certificate($0) }, key: .privateKey(key))
    // Tried here, where it can be told apart from other failures.
    guard (try? NIOSSLContext(configuration: configuration(pair))) != nil else { throw .keyOfAnother }
    return pair
  }

  private static func configuration(_ pair: Pair) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: pair.chain, privateKey: pair.key)
    configuration.minimumTLSVersion = .tlsv12
    // Who is closed and does not answer is not waited for any longer: the end of the server would wait with them.
    configuration.shutdownTimeout = .seconds(1)
    return configuration
  }
}
