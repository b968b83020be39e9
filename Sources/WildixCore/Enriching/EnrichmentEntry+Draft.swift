extension EnrichmentEntry {
  /// Takes over `draft`, saved by `viewer` as part of `save`. Answers what that changes; throws the reason if the draft
  /// is wrong or a rule is broken. `users` are asked for only where somebody is named.
  public mutating func take(
    _ draft: EnrichmentDraft, of save: EnrichmentSave, by viewer: Viewer, users: () throws -> [User]
  ) throws -> [FieldChange] {
    try check(draft)
    let before = self
    let present = handling
    let next = try HandlingRule.apply(draft, to: present, users: users)
    let isNew = isEmpty
    let clock = save.zone.clock(at: save.now)
    for field in EnrichmentField.allCases {
      switch field {
      case .reponduParAgent:
        if let isAnswered = next.isAnswered, isAnswered != present.isAnswered {
          set(field, to: Array("\(isAnswered)".utf8))
        }
      case .traiteParOuTransmisA:
        if next.target != present.target || isNew { setText(field, next.target) }
      case .saisiPar: setText(field, viewer.username)
      case .transferts:
        if !next.target.isEmpty, next.target != present.target {
          addTransfer(from: viewer.username, to: next.target, at: EnrichmentTime.stamp(save.now, zone: save.zone))
        } else if isNew {
          set(field, to: Array("[]".utf8))
        }
      case .date: setText(field, draft.texts[field] ?? (isNew ? EnrichmentTime.date(clock) : nil))
      case .heure: setText(field, draft.texts[field] ?? (isNew ? EnrichmentTime.time(clock) : nil))
      case .modeAccueil, .objet, .commentaireObjet, .resultat, .orientation, .commentaireResultat:
        setText(field, draft.texts[field] ?? (isNew ? "" : nil))
      }
    }
    return EnrichmentField.allCases.compactMap { field in
      let (old, new) = (before[field], self[field])
      return old == new ? nil : FieldChange(field: field.rawValue, old: old, new: new)
    }
  }

  private func check(_ draft: EnrichmentDraft) throws(EnrichmentRefusal.Reason) {
    for field in EnrichmentField.allCases {
      let text = field == .traiteParOuTransmisA ? draft.target : draft.texts[field]
      // What another program wrote stays, however long it is.
      if let text, EnrichmentField.isTooLong(text), self.text(field) != text { throw .tooLong(field) }
    }
    if let date = draft.texts[.date], !EnrichmentTime.isDate(date) { throw .invalidDate(date) }
    if let time = draft.texts[.heure], !EnrichmentTime.isTime(time) { throw .invalidTime(time) }
  }

  /// A text that is there already keeps its spelling.
  private mutating func setText(_ field: EnrichmentField, _ text: String?) {
    guard let text, self.text(field).map({ $0.utf8.elementsEqual(text.utf8) }) != true else { return }
    set(field, to: quoted(text))
  }

  /// Adds to the chain of hand-overs; what is no chain gives way to one.
  private mutating func addTransfer(from: String, to target: String, at time: String) {
    var chain = self[.transferts] ?? []
    if chain.first == UInt8(ascii: "[") { chain.removeLast() } else { chain = [UInt8(ascii: "[")] }
    if chain.count > 1 { chain.append(UInt8(ascii: ",")) }
    for (start, text) in [("{\"de\":", from), (",\"a\":", target), (",\"le\":", time)] {
      chain += Array(start.utf8) + quoted(text)
    }
    set(.transferts, to: chain + Array("}]".utf8))
  }
}
