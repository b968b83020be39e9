import Hummingbird
import NIOCore
import WildixCore

/// What is known of a request besides itself.
struct RequestScope: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any NIOCore.Channel
  /// Who sent it, and how.
  var client = Client()
  /// The language to answer in.
  var language = Language.french
  /// Who is logged in, and the secret that says so; nil before that was asked for.
  var access: Access?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// Who asks, where the route lets nobody else in.
  var viewer: Viewer {
    get throws { try admitted.viewer }
  }

  /// The same, with the secret that says so.
  var admitted: Access {
    get throws {
      guard let access else { throw Problem.notLoggedIn }
      return access
    }
  }
}

/// Who is logged in.
struct Access: Sendable {
  var viewer: Viewer
  var token: String
  /// Whether the token came as a cookie, which a browser sends by itself.
  var isCookie: Bool
}

/// The other end of a connection.
struct Client: Sendable {
  /// An IP address.
  var address = ""
  /// Whether it is on this machine and speaks for itself.
  var isLocal = false
  /// Whether it came by TLS, up to here or up to the proxy.
  var isSecure = false
}
