import WildixCore

/// A field of a call that somebody changed while the form was open.
struct FormChange: Equatable {
  /// Nil for a field of the record.
  var field: EnrichmentField?
  var label: Phrase
  var old: String
  var new: String

  /// What is different between two states of a call.
  static func between(_ before: FormCall, _ after: FormCall, _ language: Language) -> [FormChange] {
    var changes = FormCall.recordFields.map { field in
      FormChange(
        label: .formLabel(field), old: before.record[field] ?? "", new: after.record[field] ?? "")
    }
    changes += FormQuestion.all.map { question in
      FormChange(
        field: question.field, label: .formLabel(question.field), old: before.text(question, language),
        new: after.text(question, language))
    }
    changes.append(
      FormChange(
        field: .saisiPar, label: .formLabel(.saisiPar), old: before.texts[.saisiPar] ?? "",
        new: after.texts[.saisiPar] ?? ""))
    return changes.filter { !$0.old.utf8.elementsEqual($0.new.utf8) }
  }
}
