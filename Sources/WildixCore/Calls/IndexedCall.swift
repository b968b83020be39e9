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

  /// The party that a record spells in these bytes, if it can be told without making a `String` on the way: trunks
  /// stand in every other record.
  init?(spelled bytes: UnsafeBufferPointer<UInt8>) {
    if let code = PartyCode.of(spelled: bytes) {
      self = .code(code)
      return
    }
    var kept = InlineArray<32, UInt8>(repeating: 0)
    var count = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "): continue
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"):
        guard count < 32 else { return nil }
        kept[count] = byte
        count += 1
      default: return nil
      }
    }
    let begins00 = count >= 2 && kept[0] == 0x30 && kept[1] == 0x30
    guard count > 0, !begins00 else { return nil }
    let name = String(unsafeUninitializedCapacity: count) { buffer in
      for index in 0..<count { buffer[index] = kept[index] }
      return count
    }
    self = .name(name)
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
    if let party = IndexedParty(spelled: slice(span)) { return party }
    return IndexedParty(PhoneNumber.normalized(JSONText.decode(span, in: bytes)))
  }

  /// The extension in `SIP/11-…`, which a PBX may well write `SIP\/11-…`.
  func poste(_ field: SketchField) -> IndexedParty {
    guard let span = span(field) else { return .none }
    if let party = peer(in: slice(span)).flatMap(IndexedParty.init(spelled:)) { return party }
    return Channel.poste(JSONText.decode(span, in: bytes)).map(IndexedParty.init) ?? .none
  }

  /// What stands between `SIP/` and the last dash.
  private func peer(in channel: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard channel.count > 5, channel[0] == UInt8(ascii: "S"), channel[1] == UInt8(ascii: "I"),
      channel[2] == UInt8(ascii: "P")
    else { return nil }
    let slash = channel[3] == UInt8(ascii: "\\") ? 4 : 3
    var dash = channel.count - 1
    while dash > slash, channel[dash] != UInt8(ascii: "-") { dash -= 1 }
    guard channel[slash] == UInt8(ascii: "/"), dash > slash + 1 else { return nil }
    return UnsafeBufferPointer(rebasing: channel[slash + 1..<dash])
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
