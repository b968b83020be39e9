import HTTPTypes
import Logging
import ServiceLifecycle
import WildixCore

/// What all routes share.
final class Site: Sendable {
  let settings: ServerSettings
  let resources: ServerResources
  let logger: Logger
  let stores: StorePool
  let saves: Saves
  let answers = UnreadAnswers()
  let sessions: Sessions
  let logins: Logins
  let metrics = Metrics()
  private let failures = FailureLog()
  let limits: ConnectionLimits
  let live: Live

  init(_ settings: ServerSettings, _ resources: ServerResources) {
    self.settings = settings
    self.resources = resources
    logger = resources.logger
    limits = ConnectionLimits(most: settings.connections)
    stores = StorePool(makeStore: resources.makeStore)
    sessions = Sessions(people: resources.people, uptime: resources.uptime)
    let live = Live(resources, sessions, stores)
    self.live = live
    saves = Saves {
      try resources.makeSavingStore { live.feed.saved($0) }
    } isSaving: {
      live.feed.isSaving($0)
    }
    logins = Logins(people: resources.people, now: resources.uptime)
  }

  /// Every way in, in the order in which they were built.
  var routes: [Route] {
    var routes = classicRoutes + archiveRoutes + healthRoutes + sessionRoutes + callRoutes + valueRoutes + userRoutes
    routes += liveRoutes
    routes.append(documentRoute)
    let document = OpenAPIDocument(routes, version: resources.version).json
    routes[routes.count - 1].handler = { _, _ in .json(document) }
    return routes + assetRoutes
  }

  /// What runs beside the server and ends with it.
  var services: [any Service] { [live, stores] }

  /// What an error means to who asked. What they cannot help is told in the log.
  func problem(_ error: any Error, logger: Logger) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let error as PeopleError: return Problem(error)
    case let refusal as EnrichmentRefusal: return Problem(refusal)
    case is ReadingGivenUp: return Problem(.serviceUnavailable, .takesTooLong).retry(after: 10)
    default:
      let failure = resources.explain(error)
      failures.note(failure.detail, at: resources.uptime(), logger)
      return failure.isPassing
        ? Problem(.serviceUnavailable, .unavailable).retry(after: 2) : Problem(.internalServerError, .internalFailure)
    }
  }

  /// Ends what must not be cut off. Reading may be.
  func shutDown() async {
    try? await saves.shutDown()
    try? await sessions.shutDown()
    try? await logins.shutDown()
  }
}
