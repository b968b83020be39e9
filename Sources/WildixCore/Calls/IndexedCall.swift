/// An end of a call as an index keeps it.
public enum IndexedParty: Equatable, Sendable {
  case none
  /// A number, by its `PartyCode`.
  case code(Int64)
  /// What has no code: a name, or more digits than a telephone has.
  case name(String)

  /// The party with this normalized number.
  public init(_ number: String) {
    if number.isEmpty {
      self = .none
    } else if let code = PartyCode.of(number) {
      self = .code(code)
    } else {
      self = .name(number)
    }
  }
}

/// What an index keeps of a record. Nothing is derived that the record does not say.
public struct IndexedCall: Sendable {
  public var id: IndexedID
  /// `start` in `timezone`, in seconds since 1970, UTC; nil if the record has no readable start.
  public var instant: Int64?
  public var fromNumber: IndexedParty
  public var toNumber: IndexedParty
  /// The extension that the channel names.
  public var channel: IndexedParty
  public var dstchannel: IndexedParty
  public var disposition: Disposition
  /// `duration` in seconds; nil if the record has none.
  public var duration: Int64?

  /// Takes from `bytes` what `sketch` found there. Times without a `timezone` are the machine's, in `zone`.
  public init(_ sketch: RecordSketch, in bytes: UnsafeBufferPointer<UInt8>, zone: ZoneRules) {
    let source = SketchSource(sketch: sketch, bytes: bytes)
    id = source.id()
    instant = source.instant(zone: zone)
    fromNumber = source.phoneNumber(.fromNumber)
    toNumber = source.phoneNumber(.toNumber)
    channel = source.poste(.channel)
    dstchannel = source.poste(.dstchannel)
    disposition = source.disposition()
    duration = source.seconds(.duration)
  }
}

/// A call's id: most are plain whole numbers, which are kept as such (`CallID.number`).
public enum IndexedID: Equatable, Sendable {
  case number(Int64)
  case text(String)
}

/// Reads values of a sketch. The common forms are told by their bytes alone; the rest goes by way of a `String`.
private struct SketchSource {
  var sketch: RecordSketch
  var bytes: UnsafeBufferPointer<UInt8>

  /// A string or number that is not empty.
  private func span(_ field: SketchField) -> JSONSpan? {
    guard let span = sketch[field], span.kind == .string || span.kind == .number, !span.range.isEmpty else {
      return nil
    }
    return span
  }

  private func slice(_ span: JSONSpan) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[span.range])
  }

  func id() -> IndexedID {
    guard let span = span(.id) else { return .text("") }
    let digits = slice(span)
    if digits.count == 1 || digits[0] != 0x30, let number = wholeNumber(digits) { return .number(number) }
    return .text(JSONText.decode(span, in: bytes))
  }

  func seconds(_ field: SketchField) -> Int64? { span(field).flatMap { wholeNumber(slice($0)) } }

  private func wholeNumber(_ digits: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard digits.count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in digits {
      guard 0x30...0x39 ~= byte else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  func instant(zone: ZoneRules) -> Int64? {
    guard let clock = span(.start).flatMap({ RecordedTime.parse(slice($0)) }) else { return nil }
    guard let offset = span(.timezone).flatMap({ RecordedTime.parseOffset(slice($0)) }) else {
      return zone.instant(of: clock)
    }
    return clock.seconds - offset
  }

  func phoneNumber(_ field: SketchField) -> IndexedParty {
    guard let span = span(field) else { return .none }
    if let code = PartyCode.of(spelled: slice(span)) { return .code(code) }
    return IndexedParty(PhoneNumber.normalized(JSONText.decode(span, in: bytes)))
  }

  /// The extension in `SIP/11-…`, which a PBX may well write `SIP\/11-…`.
  func poste(_ field: SketchField) -> IndexedParty {
    guard let span = span(field) else { return .none }
    let channel = bytes[span.range]
    if channel.starts(with: "SIP".utf8), let slash = channel.firstIndex(of: UInt8(ascii: "/")),
      slash <= span.range.lowerBound + 4, let dash = channel.lastIndex(of: UInt8(ascii: "-")), slash + 1 < dash,
      let code = PartyCode.of(spelled: UnsafeBufferPointer(rebasing: bytes[slash + 1..<dash]))
    {
      return .code(code)
    }
    return Channel.poste(JSONText.decode(span, in: bytes)).map(IndexedParty.init) ?? .none
  }

  func disposition() -> Disposition {
    guard let span = span(.disposition) else { return .other }
    if isText(span, "ANSWERED") { return .answered }
    if isText(span, "NO ANSWER") { return .noAnswer }
    if isText(span, "BUSY") { return .busy }
    if isText(span, "FAILED") { return .failed }
    return Disposition(text: JSONText.decode(span, in: bytes))
  }

  private func isText(_ span: JSONSpan, _ text: StaticString) -> Bool {
    span.range.count == text.utf8CodeUnitCount
      && slice(span).elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
