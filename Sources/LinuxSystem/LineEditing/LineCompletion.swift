import Glibc

/// Candidates as readline takes them.
enum LineCompletion {
  /// What all candidates begin with, then the candidates if there are several, then null. Each is freed by readline.
  static func matches(_ candidates: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    guard let first = candidates.first else { return nil }
    let texts = candidates.count == 1 ? [first] : [beginning(candidates)] + candidates
    let size = (texts.count + 1) * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
    guard let memory = malloc(size) else { return nil }
    let list = memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: texts.count + 1)
    for (index, text) in texts.enumerated() { (list + index).initialize(to: strdup(text)) }
    (list + texts.count).initialize(to: nil)
    return list
  }

  /// What all of them begin with, whatever the case, as the first one has it.
  static func beginning(_ candidates: [String]) -> String {
    guard let first = candidates.first else { return "" }
    return candidates.dropFirst().reduce(first) { beginning, candidate in
      let pairs = zip(beginning, candidate)
      return String(beginning.prefix(pairs.prefix { $0.lowercased() == $1.lowercased() }.count))
    }
  }
}
