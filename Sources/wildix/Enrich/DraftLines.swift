import LinuxSystem
import WildixCore

/// Drafts to be saved together, and the lines that they came from.
struct DraftLines {
  private(set) var drafts: [EnrichmentDraft]
  /// Nil where they did not come from lines.
  private var lines: [Int]?

  init(_ drafts: [EnrichmentDraft]) { self.drafts = drafts }

  /// Reads JSON Lines to the end. Empty lines are passed over.
  init(_ input: StandardInput) throws {
    (drafts, lines) = ([], [])
    var number = 0
    while let line = try input.line() {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do throws(DraftFault) {
        let draft = try line.withUnsafeBufferPointer { (bytes) throws(DraftFault) in try EnrichmentDraft(json: bytes) }
        drafts.append(draft)
      } catch {
        throw LineError(line: number, reason: .invalidDraft(error), id: nil)
      }
      lines?.append(number)
    }
  }

  /// Runs `body`, and says of a refusal in which line its draft was.
  func located<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let refusal as EnrichmentRefusal {
      throw LineError(line: lines?[refusal.index], reason: refusal.reason, id: refusal.id)
    }
  }
}

/// Why a draft was refused, and in which line of the input it was; nil if it did not come from one.
struct LineError: Error, Equatable {
  var line: Int?
  var reason: EnrichmentRefusal.Reason
  var id: CallID?
}
