import LinuxSystem
import WildixCore
import WildixStore

/// What is told when a file cannot be read right now and an earlier state is shown.
enum SourceWarning {
  /// Where warnings go: to standard error, unless somebody who draws on the terminal takes them.
  final class Receiver {
    /// Tells it.
    var take: (SourceFault) -> Void
    /// Hears of it at each look, for who shows how things are.
    var show: (SourceFault) -> Void = { _ in }
    /// Files that were at fault in the look before this one, and in this one.
    private var former: Set<String> = []
    private var faulty: Set<String> = []

    init(_ errors: OutputStream, _ language: Language) {
      take = { SourceWarning.tell($0, on: errors, language) }
    }

    /// From here on the files are looked at once more.
    func beginLook() { (former, faulty) = (faulty, []) }

    /// Tells a fault, but none of a file that is at fault since an earlier look.
    func receive(_ fault: SourceFault) {
      show(fault)
      guard faulty.insert(fault.file).inserted, !former.contains(fault.file) else { return }
      take(fault)
    }
  }

  /// There is nowhere to tell it if the stream is closed, and the listing goes on all the same.
  static func tell(_ fault: SourceFault, on errors: OutputStream, _ language: Language) {
    try? errors.write(PrintableText.of(Phrase.warning(phrase(fault))[language]) + "\n")
    try? errors.flush()
  }

  /// What it says, of the file or, where there is little room, of its name alone.
  static func phrase(_ fault: SourceFault, isShort: Bool = false) -> Phrase {
    let file = isShort ? Directory.name(of: fault.file) : fault.file
    return .lastGoodState(file, fault.problem.phrase)
  }

  /// The same for somebody who may not see all of the file: where it is broken says how long it is.
  static func summary(_ fault: SourceFault) -> Phrase {
    let problem =
      switch fault.problem {
      case .missing: fault.problem.phrase
      case .malformed: Phrase.damagedFile
      }
    return .lastGoodState(Directory.name(of: fault.file), problem)
  }
}
