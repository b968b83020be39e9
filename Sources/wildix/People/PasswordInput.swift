import ArgumentParser
import LinuxSystem
import WildixCore

/// How passwords come in.
struct PasswordOptions: ParsableArguments {
  @Flag(name: .customLong("password-stdin"), help: "Read the password from standard input, one line each.")
  var fromStandardInput = false
}

/// Passwords from standard input, or asked on the terminal.
struct PasswordInput {
  var context: Context
  var options: PasswordOptions

  /// A password that is there already.
  func present(_ question: Phrase = .askPassword) throws -> String {
    options.fromStandardInput ? try line() : try ask(question)
  }

  /// A new one, which a person types twice. Short ones are accepted, with a word.
  func new(_ question: Phrase = .askNewPassword) throws -> String {
    let password: String
    if options.fromStandardInput {
      password = try line()
    } else {
      password = try ask(question)
      try PeopleRules.checkPassword(password)
      guard try ask(.askAgain) == password else { throw UsageError.passwordsDiffer }
    }
    try PeopleRules.checkPassword(password)
    if PeopleRules.isShort(password) {
      try context.note(.warning(.shortPassword))
    }
    return password
  }

  private func line() throws -> String {
    guard let line = try context.input.line() else { throw UsageError.missingPassword }
    guard let password = String(validating: line, as: UTF8.self) else { throw UsageError.unreadablePassword }
    return password
  }

  private func ask(_ question: Phrase) throws -> String {
    guard let terminal = context.openTerminal() else { throw UsageError.noTerminalForPassword }
    guard let password = try terminal.ask(question, isHidden: true) else { throw Interrupted() }
    return password
  }
}
