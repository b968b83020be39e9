import LinuxSystem
import WildixCore

/// The two JSON files that are the truth.
struct SourceFiles {
  var history: String
  var enrichments: String

  init(data: String) {
    history = data + "/call_history.json"
    enrichments = data + "/enrichissements.json"
  }

  /// Both as they are now.
  struct Stamps {
    var history: FileStamp?
    var enrichments: FileStamp?
    var present: [FileStamp] { [history, enrichments].compactMap(\.self) }
  }

  func stamps() throws -> Stamps {
    Stamps(history: try FileStamp.of(history), enrichments: try FileStamp.of(enrichments))
  }

  /// What the index could not read of them. A history that is missing now is no fault of a reading.
  func faults(in meta: IndexMeta, isMissing: Bool = false) -> [SourceFault] {
    var faults: [SourceFault] = []
    if isMissing { return [.missing(history)] }
    if !meta.history.fault.isEmpty { faults.append(SourceFault(file: history, problem: meta.history.fault)) }
    if !meta.enrichments.fault.isEmpty {
      faults.append(SourceFault(file: enrichments, problem: meta.enrichments.fault))
    }
    return faults
  }
}

/// A file that cannot be read as it should, with the place: what is listed is from its last good state, if any.
public struct SourceFault: Error, Equatable, Sendable {
  public var file: String
  /// Line, column and what was expected there.
  public var problem: String

  /// A file that is not there.
  static func missing(_ file: String) -> SourceFault { SourceFault(file: file, problem: "there is no such file") }
}

extension IndexMeta {
  func isCurrent(_ stamps: SourceFiles.Stamps, zone: String) -> Bool {
    history.isCurrent(stamps.history) && enrichments.isCurrent(stamps.enrichments) && self.zone == zone
  }
}
