import ArgumentParser
import LinuxSystem
import Logging
import WildixCore
import WildixServer
import WildixStore

extension ServerResources {
  /// What a server needs of a data directory.
  static func files(data: String, zone: ZoneRules, logger: Logger, _ language: Language) -> ServerResources {
    let cache = Environment.process.cacheDirectory
    let faults = FaultLog(logger, language)
    // The server itself lets failed logins wait, without keeping a thread.
    let people = UserDatabase(
      data: data, clock: WallClock(nanoseconds: { SystemClock.nanoseconds() }, sleep: { _ in }))
    return ServerResources(
      makeStore: {
        try FileCallStore(
          data: data, cache: cache, zone: zone, outlivesHistory: true, warn: { faults.note($0) }, progress: nil)
      },
      makeWatchedStore: { tell in
        try FileCallStore(
          data: data, cache: cache, zone: zone, outlivesHistory: true,
          warn: { fault in
            faults.note(fault)
            let detail = SourceWarning.phrase(fault, isShort: true)
            tell(SourceProblem(detail: detail, summary: SourceWarning.summary(fault)))
          }, progress: nil)
      },
      makeSavingStore: { saved in
        let store = try FileCallStore(
          data: data, cache: cache, zone: zone, outlivesHistory: true, warn: { faults.note($0) }, progress: nil)
        store.onSaved = { calls in
          saved(calls)
          // All who follow wait for another thread now, and the system often wakes it on this one's processor.
          SystemClock.giveWay()
        }
        return store
      },
      people: people,
      makeChanges: { subject in
        try DirectoryChanges(data, files: files(of: subject)) { reason in
          let why = Phrase.polling(reason.phrase(of: data))[language]
          logger.notice("\(PrintableText.of(why))")
        }
      },
      now: { SystemClock.nanoseconds() }, uptime: { SystemClock.uptime() }, zone: zone,
      explain: { explain($0, language) }, logger: logger, version: Wildix.configuration.version,
      onListening: { url in
        let output = OutputStream.standardOutput()
        // What scripts wait for, the same in every language.
        try? output.write(Phrase(verbatim: "Listening on \(url)\n")[language])
        try? output.flush()
      },
      onShutdown: { ProcessSetup.endOnSignals() })
  }

  /// Names of the files that say something about `subject`.
  private static func files(of subject: ChangeSubject) -> [String] {
    switch subject {
    case .calls: ["call_history.json", "enrichissements.json"]
    // The second is there where an older program has given the database a write-ahead log.
    case .people: ["users.db", "users.db-wal"]
    }
  }

  @Sendable private static func explain(_ error: any Error, _ language: Language) -> Failure {
    guard let report = ErrorReport(error) else { return Failure(isPassing: true, detail: "\(error)") }
    let isPassing = report.status == .tryAgain || report.status == .notFound
    return Failure(isPassing: isPassing, detail: PrintableText.of(report.message[language]))
  }
}
