import WildixCore

/// A value in a row.
enum Cell {
  case text(String)
  case number(Int64)
  /// Seconds since 1970.
  case time(Int64)
  case none

  init(time: Int64?) { self = time.map(Cell.time) ?? .none }
  init(text: String?) { self = text.map(Cell.text) ?? .none }

  /// The value as programs read it; times are UTC.
  var plain: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .time(let seconds): Self.universal(seconds)
    case .none: ""
    }
  }

  /// `2026-11-22T10:00:00Z`.
  static func universal(_ seconds: Int64) -> String {
    let time = CivilTime(seconds: seconds)
    let second = time.secondOfDay % 60
    return "\(time.day)T\(time.clock):\(second < 10 ? "0" : "")\(second)Z"
  }
}
