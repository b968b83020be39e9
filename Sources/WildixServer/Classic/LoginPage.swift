import HTTPTypes
import Hummingbird
import WildixCore

/// The page to log in on, which needs no script.
struct LoginPage {
  let language: Language
  let problem: Phrase?

  init(_ language: Language, _ problem: Phrase? = nil) {
    self.language = language
    self.problem = problem
  }

  func response(_ status: HTTPResponse.Status = .ok) -> Response {
    let (title, name, password) = (Phrase.logIn[language], Phrase.userName[language], Phrase.password[language])
    let alert = problem.map { "<p role=\"alert\">\(HTMLText.escaped($0[language]))</p>\n" } ?? ""
    let page = """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(title) · wildix</title>
      <main>
      <h1>wildix</h1>
      \(alert)<form method="post" action="/login">
      <p><label for="username">\(name)</label> <input id="username" name="username" autocomplete="username" required autofocus></p>
      <p><label for="password">\(password)</label> <input id="password" name="password" type="password" autocomplete="current-password" required></p>
      <p><button>\(title)</button></p>
      </form>
      </main>
      </html>

      """
    return .bytes(Array(page.utf8), "text/html; charset=utf-8", status: status)
  }
}

/// Text in HTML.
enum HTMLText {
  /// The text, for an element or an attribute in double quotes.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}

extension Phrase {
  fileprivate static let logIn = Phrase(en: "Log in", fr: "Se connecter")
  fileprivate static let userName = Phrase(en: "User name", fr: "Nom d'utilisateur")
  fileprivate static let password = Phrase(en: "Password", fr: "Mot de passe")
}
