import Foundation
import WildixCore

/// The rules and filters once more, as plainly as can be and by another reader of JSON: what an index must agree with.
struct NaiveStore {
  struct Call {
    var text: String
    var id: CallID
    var instant: Int64?
    var parties: CallParties
    var duration: Int?
    var disposition: Disposition
    var words: [String]
    var enrichment: EnrichmentSketch?
  }

  private(set) var calls: [Call] = []

  init(records: [String], enrichments: [String: String] = [:]) throws {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "yyyy-MM-dd HH:mm:ssZ"
    var byID: [String: Call] = [:]
    for text in records {
      var call = try Self.call(text, format)
      if let json = enrichments[call.id.text] {
        call.enrichment = try Array(json.utf8).withUnsafeBufferPointer { try EnrichmentSketch(json: $0) }
        call.words += call.enrichment?.texts ?? []
      }
      byID[call.id.text] = call
    }
    calls = byID.values.sorted { Self.place($0) > Self.place($1) }
  }

  private static func place(_ call: Call) -> (Int64, Int64) {
    let hash = Array(call.id.text.utf8).withUnsafeBufferPointer { ContentHash.of($0) }
    return (call.instant ?? .min, call.id.number ?? -1 - Int64(hash >> 1))
  }

  private static func call(_ text: String, _ format: DateFormatter) throws -> Call {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    func string(_ name: String) -> String? {
      switch object[name] {
      case let text as String: text.isEmpty ? nil : text
      case let number as NSNumber: number.stringValue
      default: nil
      }
    }
    let instant = string("start").flatMap { format.date(from: $0 + (string("timezone") ?? "+0000")) }
    return Call(
      text: text, id: CallID(string("id") ?? ""), instant: instant.map { Int64($0.timeIntervalSince1970) },
      parties: CallParties(
        fromNumber: string("from_number").map(PhoneNumber.normalized),
        toNumber: string("to_number").map(PhoneNumber.normalized), channel: string("channel").flatMap(Channel.poste),
        dstchannel: string("dstchannel").flatMap(Channel.poste)),
      duration: string("duration").flatMap { Int($0) }, disposition: Disposition(text: string("disposition") ?? ""),
      words: ["from_name", "to_name", "from_number", "to_number"].compactMap(string))
  }

  /// The records that a listing must show.
  func listing(_ query: CallQuery, for viewer: Viewer) -> [String] {
    let rows = calls.filter { Visibility.sees(viewer, $0.parties, $0.enrichment) && passes($0, query, viewer) }
    let ordered = query.order.isReversed ? rows.reversed() : rows
    return ordered.prefix(query.limit ?? .max).map(\.text)
  }

  private func passes(_ call: Call, _ query: CallQuery, _ viewer: Viewer) -> Bool {
    func any(_ patterns: [NumberPattern], _ numbers: [String?]) -> Bool {
      patterns.isEmpty || patterns.contains { pattern in numbers.contains { $0.map(pattern.matches) ?? false } }
    }
    let (p, e) = (call.parties, call.enrichment)
    let postes = query.postes.map(PhoneNumber.normalized)
    let target = e?.target.map { [$0] } ?? []
    return (query.ids.isEmpty || query.ids.contains(call.id)) && any(query.from, [p.fromNumber])
      && any(query.to, [p.toNumber])
      && any(query.number, [p.fromNumber, p.toNumber])
      && (postes.isEmpty
        || [p.fromNumber, p.toNumber, p.channel, p.dstchannel].contains { $0.map(postes.contains) ?? false })
      && (query.since.map { since in call.instant.map { $0 >= since } ?? false } ?? true)
      && (query.until.map { until in call.instant.map { $0 <= until } ?? false } ?? true)
      && (query.dispositions.isEmpty || query.dispositions.contains(call.disposition))
      && (query.statuses.isEmpty || query.statuses.contains(CallStatus(of: e, for: viewer)))
      && (query.transferredTo.isEmpty || query.transferredTo.contains { (target + (e?.handedTo ?? [])).contains($0) })
      && (query.transferredBy.isEmpty || query.transferredBy.contains { (e?.handedBy ?? []).contains($0) })
      && (query.minDuration.map { least in call.duration.map { $0 >= least } ?? false } ?? true)
      && (query.maxDuration.map { most in call.duration.map { $0 <= most } ?? false } ?? true)
      && (query.search.isEmpty || query.search.contains { finds($0, call) })
  }

  private func finds(_ search: String, _ call: Call) -> Bool {
    let words = call.words.flatMap { Self.folded($0).split { !$0.isLetter && !$0.isNumber }.map(String.init) }
    let wanted = Self.folded(search).split(separator: " ")
    return wanted.allSatisfy { want in words.contains { $0.hasPrefix(want) } }
  }

  private static func folded(_ text: String) -> String {
    text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
  }
}
