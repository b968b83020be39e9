import HTTPTypes
import Hummingbird
import WildixCore

/// The page to log in on, which needs no script.
struct LoginPage {
  let language: Language
  /// The view to go on to: the front page's query.
  let next: String?
  var problem: Phrase?

  init(_ language: Language, next: String? = nil) {
    self.language = language
    self.next = Self.query(next)
  }

  /// Where who asks for the front page logs in, and comes back to the view that was asked for.
  static func address(for query: String?) -> String {
    guard let query, !query.isEmpty else { return "/login" }
    return "/login?next=" + FormFields.encoded(query)
  }

  /// The front page with the view that was asked for. What comes from outside is only ever its query, on one line.
  static func destination(_ next: String?) -> String {
    query(next).map { "/?" + $0 } ?? "/"
  }

  /// What can be a query at all: browsers write nothing else into one.
  private static func query(_ text: String?) -> String? {
    guard let text, !text.isEmpty, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return nil }
    return text
  }

  func response(_ status: HTTPResponse.Status = .ok) -> Response {
    let (title, name, password) = (Phrase.logIn[language], Phrase.userName[language], Phrase.password[language])
    let alert = problem.map { problem in
      "<p class=\"problem\" role=\"alert\">\(HTMLText.escaped(Self.sentence(problem[language])))</p>\n"
    }
    let hidden = next.map { "<input type=\"hidden\" name=\"next\" value=\"\(HTMLText.escaped($0))\">\n" }
    let page = """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head>
      \(PageHead.html(title: "\(title) · wildix"))
      </head>
      <body class="login">
      <main>
      <h1>wildix</h1>
      <p class="faint">\(Phrase.purpose[language])</p>
      <form method="post" action="/login">
      \(alert ?? "")\(hidden ?? "")<div class="field"><label for="username">\(name)</label>
      <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus></div>
      <div class="field"><label for="password">\(password)</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required></div>
      <button class="primary">\(title)</button>
      </form>
      </main>
      </body>
      </html>

      """
    var response = Response.bytes(Array(page.utf8), "text/html; charset=utf-8", status: status)
    response.headers[.vary] = "Accept-Language, Cookie"
    return response
  }

  /// Phrases begin small, because a command's name stands before them elsewhere.
  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension Phrase {
  fileprivate static let purpose = Phrase(en: "The help desk’s calls", fr: "Les appels de l’accueil")
  fileprivate static let logIn = Phrase(en: "Log in", fr: "Se connecter")
  fileprivate static let userName = Phrase(en: "User name", fr: "Nom d'utilisateur")
  fileprivate static let password = Phrase(en: "Password", fr: "Mot de passe")
}
