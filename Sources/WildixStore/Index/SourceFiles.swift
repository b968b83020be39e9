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
    if isMissing { return [SourceFault(file: history, problem: .missing)] }
    if let problem = meta.history.fault { faults.append(SourceFault(file: history, problem: problem)) }
    if let problem = meta.enrichments.fault { faults.append(SourceFault(file: enrichments, problem: problem)) }
    return faults
  }
}

extension IndexMeta {
  func isCurrent(_ stamps: SourceFiles.Stamps, zone: String) -> Bool {
    history.isCurrent(stamps.history) && enrichments.isCurrent(stamps.enrichments) && self.zone == zone
  }
}
