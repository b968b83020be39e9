/// A text of a record as an index keeps it: most often the very bytes that stand there.
public enum IndexedText: Sendable {
  case none
  /// Bytes of the block, as they are.
  case slice(Range<Int>)
  /// A text that had to be made, because escapes or separators stood in it.
  case made(String)

  /// The text itself; nil for none.
  public func string(in bytes: UnsafeBufferPointer<UInt8>) -> String? {
    switch self {
    case .none: nil
    case .slice(let range): String(decoding: bytes[range], as: UTF8.self)
    case .made(let text): text
    }
  }
}

/// What an index keeps of a record. Nothing is derived that the record does not say.
public struct IndexedCall: Sendable {
  public var id: IndexedText
  /// The id's value where it is a plain whole number (`CallID.number`).
  public var number: Int64?
  /// `start` in `timezone`, in seconds since 1970, UTC; nil if the record has no readable start.
  public var instant: Int64?
  public var fromNumber: IndexedText
  public var toNumber: IndexedText
  /// The extension that the channel names.
  public var channel: IndexedText
  public var dstchannel: IndexedText
  public var disposition: Disposition
  /// `duration` in seconds; nil if the record has none.
  public var duration: Int64?

  /// Takes from `bytes` what `sketch` found there. Times without a `timezone` are the machine's, in `zone`.
  public init(_ sketch: RecordSketch, in bytes: UnsafeBufferPointer<UInt8>, zone: ZoneRules) {
    let source = SketchSource(sketch: sketch, bytes: bytes)
    id = source.text(.id) ?? .none
    number = source.wholeNumber(.id)
    instant = source.instant(zone: zone)
    fromNumber = source.phoneNumber(.fromNumber)
    toNumber = source.phoneNumber(.toNumber)
    channel = source.poste(.channel)
    dstchannel = source.poste(.dstchannel)
    disposition = source.disposition()
    duration = source.seconds(.duration)
  }

  /// The ends of the call, for the rule on who sees it.
  public func parties(in bytes: UnsafeBufferPointer<UInt8>) -> CallParties {
    CallParties(
      fromNumber: fromNumber.string(in: bytes), toNumber: toNumber.string(in: bytes),
      channel: channel.string(in: bytes), dstchannel: dstchannel.string(in: bytes))
  }
}

/// Reads values of a sketch. The common forms are told by their bytes alone; the rest goes by way of a `String`.
private struct SketchSource {
  var sketch: RecordSketch
  var bytes: UnsafeBufferPointer<UInt8>

  /// A string or number that is not empty.
  func text(_ field: SketchField) -> IndexedText? {
    guard let span = sketch[field], span.kind == .string || span.kind == .number, !span.range.isEmpty else {
      return nil
    }
    return span.hasEscapes ? .made(JSONText.decode(span, in: bytes)) : .slice(span.range)
  }

  func slice(_ field: SketchField) -> UnsafeBufferPointer<UInt8>? {
    guard case .slice(let range) = text(field) else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[range])
  }

  func wholeNumber(_ field: SketchField) -> Int64? {
    guard let digits = slice(field), digits.count <= 18, digits.count == 1 || digits[0] != 0x30 else { return nil }
    return value(digits)
  }

  func seconds(_ field: SketchField) -> Int64? {
    guard let digits = slice(field), digits.count <= 18 else { return nil }
    return value(digits)
  }

  private func value(_ digits: UnsafeBufferPointer<UInt8>) -> Int64? {
    var value: Int64 = 0
    for byte in digits {
      guard 0x30...0x39 ~= byte else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  func instant(zone: ZoneRules) -> Int64? {
    guard let clock = slice(.start).flatMap(RecordedTime.parse) else { return nil }
    guard let offset = slice(.timezone).flatMap(RecordedTime.parseOffset) else { return zone.instant(of: clock) }
    return clock.seconds - offset
  }

  func phoneNumber(_ field: SketchField) -> IndexedText {
    guard let text = text(field) else { return .none }
    if case .slice(let range) = text, isPlain(bytes[range]) { return text }
    let number = PhoneNumber.normalized(text.string(in: bytes) ?? "")
    return number.isEmpty ? .none : .made(number)
  }

  private func isPlain(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let begins00 = digits.count >= 2 && digits[digits.startIndex] == 0x30 && digits[digits.startIndex + 1] == 0x30
    return !begins00 && digits.allSatisfy { 0x30...0x39 ~= $0 }
  }

  func poste(_ field: SketchField) -> IndexedText {
    guard let text = text(field) else { return .none }
    if case .slice(let range) = text, bytes[range].starts(with: "SIP/".utf8),
      let dash = bytes[range].lastIndex(of: UInt8(ascii: "-"))
    {
      let peer = range.lowerBound + 4..<dash
      if !peer.isEmpty, isPlain(bytes[peer]) { return .slice(peer) }
    }
    return Channel.poste(text.string(in: bytes) ?? "").map { $0.isEmpty ? .none : .made($0) } ?? .none
  }

  func disposition() -> Disposition {
    guard let text = text(.disposition) else { return .other }
    if case .slice(let range) = text, bytes[range].elementsEqual("ANSWERED".utf8) { return .answered }
    return Disposition(text: text.string(in: bytes) ?? "")
  }
}
