import Testing
import WildixCore

@Suite struct EditableTextTests {
  @Test(arguments: ["", "Réglé ✉️", "a\nb\r\n\tc", "\u{1B}[31m␛\u{9B}2J", "◆\u{202E}\u{7F}", "␊\n", "\u{0}\u{1F}"])
  func nothingSteersAndNothingIsLost(_ text: String) {
    let editable = EditableText(text)
    #expect(!editable.shown.unicodeScalars.contains(where: PrintableText.isControl))
    #expect(Array(editable.restored(editable.shown).utf8) == Array(text.utf8))
  }

  @Test func whatStaysKeepsItsPlace() {
    let editable = EditableText("a\nb\tc")
    #expect(editable.shown == "a␊b␉c")
    #expect(editable.restored("b␉c, d") == "b\tc, d")
    // A sign that stands for nothing is itself.
    #expect(editable.restored("␛") == "␛")
    #expect(EditableText("␊\n").restored("␊◆") == "␊\n")
  }

  @Test func moreKindsThanSigns() {
    let text = String(String.UnicodeScalarView((0x80..<0xA0).compactMap { Unicode.Scalar($0) }))
    #expect(!EditableText(text).shown.unicodeScalars.contains(where: PrintableText.isControl))
  }
}
