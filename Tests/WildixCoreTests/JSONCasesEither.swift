// Which texts a JSON parser must take, must refuse or may treat either way: facts from the test_parsing cases of
// JSONTestSuite by Nicolas Seriot ("Parsing JSON is a Minefield", MIT license, https://github.com/nst/JSONTestSuite).

extension JSONCases {
  /// What a parser may take or refuse, but must survive.
  static let either: [JSONCase] = table(eitherTable, .either) + eitherSingles

  private static let eitherSingles: [JSONCase] = [
    single("i_number_huge_exp", "[0.4e0066" + String(repeating: "9", count: 116) + "69999999006]", .either),
    single(
      "i_structure_500_nested_arrays",
      String(repeating: "[", count: 500) + String(repeating: "]", count: 500), .either),
  ]

  private static let eitherTable = #"""
    i_number_double_huge_neg_exp	[123.456e-789]
    i_number_neg_int_huge_exp	[-1e+9999]
    i_number_pos_double_huge_exp	[1.5e+9999]
    i_number_real_neg_overflow	[-123123e100000]
    i_number_real_pos_overflow	[123123e100000]
    i_number_real_underflow	[123e-10000000]
    i_number_too_big_neg_int	[-123123123123123123123123123123]
    i_number_too_big_pos_int	[100000000000000000000]
    i_number_very_big_negative_int	[-237462374673276894279832749832423479823246327846]
    i_object_key_lone_2nd_surrogate	{"\uDFAA":0}
    i_string_1st_surrogate_but_2nd_missing	["\uDADA"]
    i_string_1st_valid_surrogate_2nd_invalid	["\uD888\u1234"]
    i_string_UTF-16LE_with_BOM	\xFF\xFE[\x00"\x00\xE9\x00"\x00]\x00
    i_string_UTF-8_invalid_sequence	["\xE6\x97\xA5\xD1\x88\xFA"]
    i_string_UTF8_surrogate_U+D800	["\xED\xA0\x80"]
    i_string_incomplete_surrogate_and_escape_valid	["\uD800\n"]
    i_string_incomplete_surrogate_pair	["\uDd1ea"]
    i_string_incomplete_surrogates_escape_valid	["\uD800\uD800\n"]
    i_string_invalid_lonely_surrogate	["\ud800"]
    i_string_invalid_surrogate	["\ud800abc"]
    i_string_invalid_utf-8	["\xFF"]
    i_string_inverted_surrogates_U+1D11E	["\uDd1e\uD834"]
    i_string_iso_latin_1	["\xE9"]
    i_string_lone_second_surrogate	["\uDFAA"]
    i_string_lone_utf8_continuation_byte	["\x81"]
    i_string_not_in_unicode_range	["\xF4\xBF\xBF\xBF"]
    i_string_overlong_sequence_2_bytes	["\xC0\xAF"]
    i_string_overlong_sequence_6_bytes	["\xFC\x83\xBF\xBF\xBF\xBF"]
    i_string_overlong_sequence_6_bytes_null	["\xFC\x80\x80\x80\x80\x80"]
    i_string_truncated-utf-8	["\xE0\xFF"]
    i_string_utf16BE_no_BOM	\x00[\x00"\x00\xE9\x00"\x00]
    i_string_utf16LE_no_BOM	[\x00"\x00\xE9\x00"\x00]\x00
    i_structure_UTF-8_BOM_empty_object	\xEF\xBB\xBF{}
    """#
}
