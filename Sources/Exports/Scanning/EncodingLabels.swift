/// The labels by which documents name an encoding, in lower case.
///
/// Those of the Encoding Standard come first, then the other spellings that XML is found with.
enum EncodingLabels {
  static func encoding(for label: String) -> TextEncoding? { encodings[label] }

  /// Whether a label names an encoding of two bytes or more for each character.
  static func isWide(_ label: String) -> Bool { wide.contains(label) }

  private static let encodings: [String: TextEncoding] = {
    var encodings: [String: TextEncoding] = [:]
    for (encoding, labels) in table {
      for label in labels.split(separator: " ") { encodings[String(label)] = encoding }
    }
    return encodings
  }()

  private static let wide: Set<String> = [
    "utf-16", "utf-16le", "utf-16be", "utf16", "utf16le", "utf16be", "utf_16", "utf_16le",
    "utf_16be", "utf-16-le", "utf-16-be", "u16", "csunicode", "iso-10646-ucs-2", "ucs-2", "ucs2",
    "unicode", "unicodefeff", "unicodefffe", "utf-32", "utf-32le", "utf-32be", "utf32", "utf32le",
    "utf32be", "utf_32", "utf_32le", "utf_32be", "u32", "iso-10646-ucs-4", "ucs-4", "ucs4",
  ]

  private static let table: [(TextEncoding, String)] = [
    (
      .utf8,
      """
      unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 \
      utf_8 u8 utf cp65001 utf8mb4 utf-8n utf-8-sig
      """
    ),
    (.ibm866, "866 cp866 csibm866 ibm866 ibm-866 dos-866"),
    (
      .latin2,
      """
      csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 \
      latin-2 8859-2 iso8859_2 iso_8859_2
      """
    ),
    (
      .latin3,
      """
      csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 \
      latin-3 iso8859_3
      """
    ),
    (
      .latin4,
      """
      csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 \
      latin-4 iso8859_4
      """
    ),
    (
      .latinCyrillic,
      """
      csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 \
      iso_8859-5:1988 iso8859_5
      """
    ),
    (
      .latinArabic,
      """
      arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e \
      iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso8859_6
      """
    ),
    (
      .latinGreek,
      """
      csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 \
      iso_8859-7 iso_8859-7:1987 sun_eu_greek iso8859_7
      """
    ),
    (
      .visualHebrew,
      """
      csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 \
      iso_8859-8 iso_8859-8:1988 visual iso8859_8
      """
    ),
    (.logicalHebrew, "csiso88598i iso-8859-8-i logical"),
    (
      .latin6,
      "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 latin-6 iso8859_10"
    ),
    (.latin7, "iso-8859-13 iso8859-13 iso885913 latin7 iso_8859-13 iso8859_13"),
    (.latin8, "iso-8859-14 iso8859-14 iso885914 latin8 iso_8859-14 iso8859_14"),
    (
      .latin9,
      """
      csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin9 latin-9 latin0 iso8859_15 \
      iso_8859_15 8859-15
      """
    ),
    (.latin10, "iso-8859-16 iso8859-16 iso885916 latin10 iso_8859-16 iso8859_16"),
    (.koi8Russian, "cskoi8r koi koi8 koi8-r koi8_r koi8r cp20866"),
    (.koi8Ukrainian, "koi8-ru koi8-u koi8u koi8_u cp21866"),
    (.macintosh, "csmacintosh mac macintosh x-mac-roman macroman mac-roman mac_roman cp10000"),
    (
      .windows874,
      """
      dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 tis620 cp874 ms874 x-windows-874 \
      iso_8859-11
      """
    ),
    (.windows1250, "cp1250 windows-1250 x-cp1250 windows_1250 windows1250 win-1250 ms1250 cp-1250"),
    (.windows1251, "cp1251 windows-1251 x-cp1251 windows_1251 windows1251 win-1251 ms1251 cp-1251"),
    (
      .windows1252,
      """
      ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 \
      iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 \
      windows_1252 windows1252 win-1252 ms1252 ms-ansi cp-1252 latin-1 iso8859_1 iso_8859_1 \
      8859-1 8859_1 iso-8859_1 iso-latin-1 us_ascii usascii iso646-us ansi
      """
    ),
    (.windows1253, "cp1253 windows-1253 x-cp1253 windows_1253 windows1253 win-1253 ms1253 cp-1253"),
    (
      .windows1254,
      """
      cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 \
      latin5 windows-1254 x-cp1254 windows_1254 windows1254 win-1254 ms1254 cp-1254 latin-5 \
      iso8859_9
      """
    ),
    (.windows1255, "cp1255 windows-1255 x-cp1255 windows_1255 windows1255 win-1255 ms1255 cp-1255"),
    (.windows1256, "cp1256 windows-1256 x-cp1256 windows_1256 windows1256 win-1256 ms1256 cp-1256"),
    (.windows1257, "cp1257 windows-1257 x-cp1257 windows_1257 windows1257 win-1257 ms1257 cp-1257"),
    (.windows1258, "cp1258 windows-1258 x-cp1258 windows_1258 windows1258 win-1258 ms1258 cp-1258"),
    (.macCyrillic, "x-mac-cyrillic x-mac-ukrainian mac-cyrillic maccyrillic"),
    (
      .gbk,
      """
      chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk \
      cp936 ms936 windows-936 936 gb2312-80 gb-2312 euc-cn euccn cn-gb csgbk
      """
    ),
    (.gb18030, "gb18030 gb18030-2000 gb-18030 csgb18030"),
    (
      .big5,
      """
      big5 big5-hkscs cn-big5 csbig5 x-x-big5 big-5 big5hkscs cp950 ms950 windows-950 950 \
      big5-eten big5_hkscs
      """
    ),
    (.eucJapanese, "cseucpkdfmtjapanese euc-jp x-euc-jp eucjp euc_jp ujis eucjp-win cp51932"),
    (.iso2022Japanese, "csiso2022jp iso-2022-jp iso2022jp iso2022-jp jis iso-2022-jp-1 cp50220"),
    (
      .shiftJIS,
      """
      csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis \
      shiftjis cp932 windows-932 x-ms-cp932 sjis-win s-jis cswindows31j
      """
    ),
    (
      .eucKorean,
      """
      cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 \
      ksc_5601 windows-949 euckr euc_kr x-euc-kr cp949 ms949 uhc ks_c_5601 ksc5601-1987
      """
    ),
    (.userDefined, "x-user-defined"),
  ]
}
