import HTTPTypes
import Hummingbird
import WildixCore

/// The OpenAPI 3.1 document of the routes under `/api/`.
struct OpenAPIDocument {
  static let path = "/api/v1/openapi.json"
  let json: [UInt8]

  init(_ routes: [Route], version: String) {
    var document = JSONBuilder()
    document.open()
    document.add("openapi", "3.1.0")
    document.name("info")
    document.open()
    document.add("title", "wildix")
    document.add("version", version)
    document.add("description", "The calls of a Wildix PBX, and what was noted about them.")
    document.close()
    document.add("security", json: #"[{"session":[]},{"token":[]}]"#.utf8)
    document.name("paths")
    document.open()
    let paths = Dictionary(grouping: routes.filter { $0.path.hasPrefix("/api/") }, by: \.path)
    for (path, routes) in paths.sorted(by: { $0.key < $1.key }) {
      document.name(path)
      document.open()
      for route in routes {
        guard let operation = route.operation else { continue }
        document.add(route.method.rawValue.lowercased(), json: operation.json(isOpen: route.admission == .everybody))
      }
      document.close()
    }
    document.close()
    document.name("components")
    document.open()
    document.add("securitySchemes", json: Self.security.utf8)
    document.add("schemas", json: JSONText.compact(Self.schemas.utf8))
    document.close()
    document.close()
    json = document.bytes
  }

  private static let security = """
    {"session":{"type":"apiKey","in":"cookie","name":"\(Sessions.cookie)"},"token":{"type":"http","scheme":"bearer"}}
    """
}

extension Site {
  /// The document tells of itself too.
  var documentRoute: Route {
    var route = Route(.get, OpenAPIDocument.path, .everybody) { _, _ in throw Problem.notFound }
    route.operation = Operation(
      id: "getDocument", summary: "This document.", success: (200, "Anything"), problems: [])
    return route
  }
}
