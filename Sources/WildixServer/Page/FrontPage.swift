import Hummingbird
import WildixCore

/// The page of one who is logged in: it names its files and who reads it; the rest is theirs to build.
struct FrontPage {
  let language: Language
  let viewer: Viewer
  /// The machine's zone, and the present (seconds since 1970).
  let zone: ZoneRules
  let now: Int64

  var response: Response {
    let modules = PageAssets.addresses(suffix: ".js").filter { !$0.hasSuffix("/theme.js") }
    let preloads = modules.map { "<link rel=\"modulepreload\" href=\"\($0)\">" }.joined(separator: "\n")
    let needsScript = Phrase(
      en: "wildix needs JavaScript, which is turned off in this browser.",
      fr: "wildix a besoin de JavaScript, qui est désactivé dans ce navigateur.")
    let facts = [
      ("username", viewer.username), ("role", viewer.role.rawValue), ("poste", viewer.poste), ("zone", offsets),
    ]
    let data = facts.map { " data-\($0)=\"\(HTMLText.escaped($1))\"" }.joined()
    let page = """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      \(PageHead.html(title: "wildix"))
      \(preloads)
      <script type="module" src="\(PageAssets.address("app.js"))"></script>
      </head>
      <body\(data)>
      <noscript>\(needsScript[language])</noscript>
      </body>
      </html>

      """
    var response = Response.bytes(Array(page.utf8), "text/html; charset=utf-8")
    response.headers[.vary] = "Accept-Language, Cookie"
    return response
  }
}

extension FrontPage {
  /// The zone as browsers get it, `INSTANT:OFFSET …` in seconds, for calls of the last thirty years and the next two.
  private var offsets: String {
    let year: Int64 = 366 * 86_400
    return zone.periods(from: now - 30 * year, until: now + 2 * year).map { "\($0.instant):\($0.offset)" }
      .joined(separator: " ")
  }
}

/// What every page's head begins with.
enum PageHead {
  static func html(title: String) -> String {
    let styles = PageAssets.addresses(suffix: ".css").map { "<link rel=\"stylesheet\" href=\"\($0)\">" }
    return """
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTMLText.escaped(title))</title>
      <link rel="icon" href="\(PageAssets.address("icon.svg"))" type="image/svg+xml">
      \(styles.joined(separator: "\n"))
      <script src="\(PageAssets.address("theme.js"))"></script>
      """
  }
}
