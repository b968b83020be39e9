import HTTPTypes
import Hummingbird
import NIOCore
import WildixCore

extension Site {
  var archiveRoutes: [Route] {
    [
      Route(.get, "/appels", .users, getAppels),
      Route(.get, "/enrichissements", .users, getEnrichments),
      Route(.post, "/enrichissements", .users, bodyLimit: Site.archiveLimit, postEnrichments),
    ]
  }

  /// All calls that the viewer may see, however many, as the PBX wrote them.
  @Sendable private func getAppels(_ request: Request, _ scope: RequestScope) async throws -> Response {
    let stream = RowStream(site: self, pageSize: 500, access: try scope.admitted, query: CallQuery()) { row, bytes in
      bytes += row.record
    }
    return try await stream.response(opening: #"{"type":"result","result":{"records":["#) { #"],"total":\#($0)}}"# }
  }

  @Sendable private func getEnrichments(_ request: Request, _ scope: RequestScope) async throws -> Response {
    var query = CallQuery()
    query.isEnriched = true
    let stream = RowStream(site: self, pageSize: 4000, access: try scope.admitted, query: query) { row, bytes in
      JSONText.appendQuoted(row.id.text, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      bytes += row.enrichment ?? Array("null".utf8)
    }
    return try await stream.response(opening: "{") { _ in "}" }
  }
}

/// Rows on their way to a client, page after page: memory does not grow with their number, and who reads slowly keeps no
/// thread waiting.
private struct RowStream: Sendable {
  let site: Site
  /// Rows that are read at once, as far as they have fewer than `pageBytes`.
  let pageSize: Int
  let access: Access
  let query: CallQuery
  let append: @Sendable (CallRow, inout [UInt8]) -> Void

  private static let pageBytes = 1 << 20

  private struct Page: Sendable {
    var bytes: [UInt8] = []
    var rows = 0
    var last: CallPosition?
    var isLast = true
  }

  /// Answers with all rows, with commas between. The first page is read before, so that a failure has a status.
  func response(opening: String, closing: @escaping @Sendable (Int) -> String) async throws -> Response {
    let first = try await page(after: nil)
    let body = ResponseBody { writer in
      var page = first
      var total = 0
      try await writer.write(ByteBuffer(string: opening))
      while true {
        if page.rows > 0 { try await writer.write(ByteBuffer(bytes: page.bytes.dropFirst(total == 0 ? 1 : 0))) }
        total += page.rows
        guard !page.isLast, let last = page.last else { break }
        // Who reads slowly may have logged out meanwhile, or may see other calls now: the answer breaks off.
        guard try await site.sessions.viewer(for: access.token) == access.viewer else { throw Problem.notLoggedIn }
        page = try await self.page(after: last)
      }
      try await writer.write(ByteBuffer(string: closing(total)))
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: [.contentType: "application/json"], body: body)
  }

  /// Each row with a comma before it.
  private func page(after position: CallPosition?) async throws -> Page {
    var query = query
    // One more, to know whether another page follows.
    (query.after, query.limit) = (position, pageSize + 1)
    let (asked, viewer, append, pageSize) = (query, access.viewer, append, pageSize)
    return try await site.stores.run(for: viewer) { store in
      var page = Page()
      try store.calls(asked, for: viewer) { row in
        guard page.rows < pageSize, page.bytes.count < Self.pageBytes else {
          page.isLast = false
          return false
        }
        page.bytes.append(UInt8(ascii: ","))
        append(row, &page.bytes)
        page.rows += 1
        page.last = row.position
        return true
      }
      return page
    }
  }
}
