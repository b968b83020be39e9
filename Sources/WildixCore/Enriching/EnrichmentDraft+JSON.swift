extension EnrichmentDraft {
  /// The draft that a JSON object describes: `{"id":"68","objet":"…"}`, with the fields' own names, and `revision`.
  public init(json: UnsafeBufferPointer<UInt8>) throws(DraftFault) {
    try self.init(json: json, isForeign: false)
    guard !id.text.isEmpty else { throw .missingID }
    guard !isEmpty else { throw .nothingToNote }
  }

  /// The draft for the call `id` that a JSON object of fields describes. What another program may have put there, because
  /// it sends back whole entries, is passed over with `isForeign`: null, and the fields that follow from who saves what.
  public init(json: UnsafeBufferPointer<UInt8>, of id: CallID, isForeign: Bool = false) throws(DraftFault) {
    try self.init(json: json, isForeign: isForeign)
    guard self.id.text.isEmpty || self.id == id else { throw .unknownKey("id") }
    self.id = id
    guard isForeign || !isEmpty else { throw .nothingToNote }
  }

  private init(json: UnsafeBufferPointer<UInt8>, isForeign: Bool) throws(DraftFault) {
    var draft = EnrichmentDraft(CallID(""))
    var fault: DraftFault?
    do throws(JSONFault) {
      var scanner = JSONScanner(json, isFinal: true)
      scanner.skipWhitespace()
      try scanner.scanMembers(.object) { (key, value, bytes) throws(JSONFault) in
        guard fault == nil else { return }
        do throws(DraftFault) {
          let name = JSONText.decode(key, in: bytes)
          if isForeign, value.kind == .null || EnrichmentField.own.contains(name) { return }
          try draft.take(name, value, bytes)
        } catch {
          fault = error
        }
      }
      scanner.skipWhitespace()
      if scanner.position < json.count { throw scanner.fault(.endOfLine) }
    } catch {
      throw .notJSON(error)
    }
    if let fault { throw fault }
    self = draft
  }

  private mutating func take(
    _ name: String, _ value: JSONSpan, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(DraftFault) {
    let text = value.kind == .string ? JSONText.decode(value, in: bytes) : nil
    switch name {
    case "id":
      guard let id = text ?? (value.kind == .number ? JSONText.decode(value, in: bytes) : nil), !id.isEmpty else {
        throw .wrongKind(name, expected: .callID)
      }
      self.id = CallID(id)
      return
    case "revision":
      guard let text, let revision = UInt64(text, radix: 16) else {
        throw .wrongKind(name, expected: .revision)
      }
      self.revision = revision
      return
    default: break
    }
    switch EnrichmentField(rawValue: name) {
    case nil: throw .unknownKey(name)
    case .saisiPar, .transferts: throw .ownKey(name)
    case .reponduParAgent:
      guard value.kind == .true || value.kind == .false else { throw .wrongKind(name, expected: .truth) }
      isAnswered = value.kind == .true
    case .some(let field):
      guard let text else { throw .wrongKind(name, expected: .text) }
      if field == .traiteParOuTransmisA { target = text } else { texts[field] = text }
    }
  }
}

extension EnrichmentField {
  /// Names of the fields that follow from who saves what.
  fileprivate static let own: Set<String> = [Self.saisiPar.rawValue, Self.transferts.rawValue]
}
