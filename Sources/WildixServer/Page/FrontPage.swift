import Hummingbird
import WildixCore

/// The page of one who is logged in: it names its files and who reads it; the rest is theirs to build.
struct FrontPage {
  let language: Language
  let viewer: Viewer

  var response: Response {
    let modules = PageAssets.addresses(suffix: ".js").filter { !$0.hasSuffix("/theme.js") }
    let preloads = modules.map { "<link rel=\"modulepreload\" href=\"\($0)\">" }.joined(separator: "\n")
    let needsScript = Phrase(
      en: "wildix needs JavaScript, which is turned off in this browser.",
      fr: "wildix a besoin de JavaScript, qui est désactivé dans ce navigateur.")
    let who = [("username", viewer.username), ("role", viewer.role.rawValue), ("poste", viewer.poste)]
    let data = who.map { " data-\($0)=\"\(HTMLText.escaped($1))\"" }.joined()
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
