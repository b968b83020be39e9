import Synchronization

/// Counts, as Prometheus reads them.
final class Metrics: Sendable {
  /// Upper bounds of the classes of answer times, in seconds.
  private static let bounds = [0.005, 0.025, 0.1, 0.5, 2.5]

  private struct Counts {
    var answers: [Int: Int] = [:]
    var times = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var seconds = 0.0
  }

  private let counts = Mutex(Counts())
  let refusedConnections = Atomic<Int>(0)
  let saves = Atomic<Int>(0)

  /// Notes an answer, and the nanoseconds until it could be sent.
  func note(status: Int, nanoseconds: Int64) {
    let seconds = Double(nanoseconds) / 1e9
    let index = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    counts.withLock { counts in
      counts.answers[status, default: 0] += 1
      counts.times[index] += 1
      counts.seconds += seconds
    }
  }

  /// All of them, with the connections that are open now.
  func text(connections: Int) -> String {
    let counts = counts.withLock { $0 }
    var lines = ["# HELP wildix_requests_total Requests answered, by status.", "# TYPE wildix_requests_total counter"]
    lines += counts.answers.sorted { $0.key < $1.key }.map { "wildix_requests_total{status=\"\($0.key)\"} \($0.value)" }
    lines += [
      "# HELP wildix_request_duration_seconds Time until an answer begins.",
      "# TYPE wildix_request_duration_seconds histogram",
    ]
    var sum = 0
    for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], counts.times) {
      sum += count
      lines.append("wildix_request_duration_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    lines += [
      "wildix_request_duration_seconds_sum \(counts.seconds)", "wildix_request_duration_seconds_count \(sum)",
      "# HELP wildix_connections Connections that are open.", "# TYPE wildix_connections gauge",
      "wildix_connections \(connections)",
      "# HELP wildix_connections_refused_total Connections closed because there were too many.",
      "# TYPE wildix_connections_refused_total counter",
      "wildix_connections_refused_total \(refusedConnections.load(ordering: .relaxed))",
      "# HELP wildix_saves_total Saves answered as done.", "# TYPE wildix_saves_total counter",
      "wildix_saves_total \(saves.load(ordering: .relaxed))",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
