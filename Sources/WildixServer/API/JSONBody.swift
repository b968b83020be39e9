import HTTPTypes
import WildixCore

/// A request's body that is one JSON object of texts.
struct JSONBody {
  private var texts: [String: String] = [:]
  private var others: Set<String> = []

  /// Throws a `Problem` if the bytes are no JSON object.
  init(_ bytes: [UInt8]) throws {
    do throws(JSONFault) {
      try bytes.withUnsafeBufferPointer { (bytes) throws(JSONFault) in
        var scanner = JSONScanner(bytes, isFinal: true)
        scanner.skipWhitespace()
        try scanner.scanMembers(.object) { (key, value, bytes) throws(JSONFault) in
          let name = JSONText.decode(key, in: bytes)
          if value.kind == .string { texts[name] = JSONText.decode(value, in: bytes) } else { others.insert(name) }
        }
        scanner.skipWhitespace()
        if scanner.position < bytes.count {
          throw JSONFault(offset: scanner.position, expected: .endOfFile)
        }
      }
    } catch {
      throw Problem(.badRequest, .noJSON(error))
    }
  }

  /// The text that must be there.
  func text(_ name: String) throws -> String {
    guard let text = texts[name] else { throw Problem(.badRequest, .mustBeText(name)).with("field", name) }
    return text
  }

  /// The text, if it is there; what is there must be one.
  func optionalText(_ name: String) throws -> String? {
    if others.contains(name) { throw Problem(.badRequest, .mustBeText(name)).with("field", name) }
    return texts[name]
  }

  /// Throws if there is a member of another name.
  func check(names: [String]) throws {
    guard let other = (Array(texts.keys) + others).sorted().first(where: { !names.contains($0) }) else { return }
    throw Problem(.badRequest, .unknownMember(other, names)).with("field", other)
  }
}
