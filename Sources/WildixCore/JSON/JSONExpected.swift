/// What could have stood where JSON is at fault. The raw values are stored with an index.
public enum JSONExpected: String, Sendable {
  case value, trueWord, falseWord, nullWord, keyOrEnd, valueOrEnd, commaOrBrace, commaOrBracket, key, colon,
    lessNesting, quote, escape, hexDigits, utf8, number, digit, restOfNumber, noControlCharacter, knownEscape,
    history, result, records, bracket, brace, recordList, recordOrEnd, endOfFile, endOfLine, record, object,
    enrichments, enrichment, shorterRecord, recordObject, recordWithID, transfer, change, onlyOneRecords,
    onlyOneResult
}
