import Testing
import Weblog

/// Date headers as blogs in many languages print them.
struct LocalizedDayTests {
  static let headers: [(language: String, header: String, day: String)] = [
    ("en", "Tuesday, 4 February 2014", "2014-02-04"),
    ("en", "Friday 10 January 2014", "2014-01-10"),
    ("en", "Tuesday, February 4, 2014", "2014-02-04"),
    ("en", "February 29, 2012", "2012-02-29"),
    ("en", "4th of February 2014", "2014-02-04"),
    ("en", "TUESDAY, FEBRUARY 04, 2014", "2014-02-04"),
    ("en", "Tuesday,\u{A0}4\u{A0}February\u{A0}2014", "2014-02-04"),
    ("en", "Sep 3, 2013", "2013-09-03"),
    ("de", "Dienstag, 4. Februar 2014", "2014-02-04"),
    ("de", "Mittwoch, 5. März 2014", "2014-03-05"),
    ("de", "1. Jänner 2015", "2015-01-01"),
    ("fr", "mardi 4 février 2014", "2014-02-04"),
    ("fr", "samedi 1er août 2009", "2009-08-01"),
    ("fr", "MARDI 24 DÉCEMBRE 2013", "2013-12-24"),
    ("es", "martes, 4 de febrero de 2014", "2014-02-04"),
    ("es", "miércoles, 5 de marzo de 2014", "2014-03-05"),
    ("es", "31 de diciembre del 2010", "2010-12-31"),
    ("pt", "terça-feira, 4 de fevereiro de 2014", "2014-02-04"),
    ("pt", "sábado, 1 de março de 2014", "2014-03-01"),
    ("it", "martedì 4 febbraio 2014", "2014-02-04"),
    ("it", "domenica 1º giugno 2014", "2014-06-01"),
    ("nl", "dinsdag 4 februari 2014", "2014-02-04"),
    ("nl", "maandag 25 juni 2012", "2012-06-25"),
    ("nl", "zaterdag 1 maart 2014", "2014-03-01"),
    ("sv", "tisdag 4 februari 2014", "2014-02-04"),
    ("sv", "fredag 30 maj 2014", "2014-05-30"),
    ("da", "tirsdag den 4. februar 2014", "2014-02-04"),
    ("da", "lørdag den 1. marts 2014", "2014-03-01"),
    ("nb", "tirsdag 4. februar 2014", "2014-02-04"),
    ("nb", "søndag 7. desember 2014", "2014-12-07"),
    ("fi", "tiistai 4. helmikuuta 2014", "2014-02-04"),
    ("fi", "maanantai 6. kesäkuuta 2011", "2011-06-06"),
    ("pl", "wtorek, 4 lutego 2014", "2014-02-04"),
    ("pl", "środa, 12 listopada 2014", "2014-11-12"),
    ("cs", "úterý 4. února 2014", "2014-02-04"),
    ("cs", "čtvrtek 10. července 2014", "2014-07-10"),
    ("cs", "úterý 4. listopadu 2014", "2014-11-04"),
    ("sk", "utorok 4. februára 2014", "2014-02-04"),
    ("sk", "nedeľa 1. júna 2014", "2014-06-01"),
    ("hu", "2014. február 4., kedd", "2014-02-04"),
    ("hu", "2014. március 15.", "2014-03-15"),
    ("ro", "marți, 4 februarie 2014", "2014-02-04"),
    ("ro", "sâmbătă, 1 martie 2014", "2014-03-01"),
    ("hr", "utorak, 4. veljače 2014.", "2014-02-04"),
    ("hr", "subota, 4. listopada 2014.", "2014-10-04"),
    ("hr", "12. studenoga 2013.", "2013-11-12"),
    ("sr", "utorak, 4. februar 2014.", "2014-02-04"),
    ("sr", "уторак, 4. фебруар 2014.", "2014-02-04"),
    ("sl", "torek, 4. februar 2014", "2014-02-04"),
    ("sl", "sreda, 4. junij 2014", "2014-06-04"),
    ("ru", "вторник, 4 февраля 2014 г.", "2014-02-04"),
    ("ru", "среда, 7 мая 2014", "2014-05-07"),
    ("uk", "вівторок, 4 лютого 2014 р.", "2014-02-04"),
    ("uk", "п'ятниця, 7 листопада 2014 р.", "2014-11-07"),
    ("bg", "вторник, 4 февруари 2014 г.", "2014-02-04"),
    ("bg", "неделя, 1 юни 2014", "2014-06-01"),
    ("el", "Τρίτη 4 Φεβρουαρίου 2014", "2014-02-04"),
    ("el", "Πέμπτη 1 Μαΐου 2014", "2014-05-01"),
    ("tr", "4 Şubat 2014 Salı", "2014-02-04"),
    ("tr", "14 KASIM 2014 CUMA", "2014-11-14"),
    ("id", "Selasa, 04 Februari 2014", "2014-02-04"),
    ("id", "Jumat, 01 Agustus 2014", "2014-08-01"),
    ("ms", "Jumaat, 1 Ogos 2014", "2014-08-01"),
    ("vi", "Thứ Ba, 4 tháng 2, 2014", "2014-02-04"),
    ("vi", "Chủ Nhật, 12 tháng 10, 2014", "2014-10-12"),
    ("vi", "ngày 4 tháng 2 năm 2014", "2014-02-04"),
    ("th", "วันอังคารที่ 4 กุมภาพันธ์ พ.ศ. 2557", "2014-02-04"),
    ("th", "วันศุกร์ที่ 1 สิงหาคม พ.ศ. 2557", "2014-08-01"),
    ("ja", "2014年2月4日火曜日", "2014-02-04"),
    ("ja", "2014年12月31日 水曜日", "2014-12-31"),
    ("ja", "2014年2月4日(火)", "2014-02-04"),
    ("zh", "2014年2月4日星期二", "2014-02-04"),
    ("zh", "2014年10月1日 星期三", "2014-10-01"),
    ("ko", "2014년 2월 4일 화요일", "2014-02-04"),
    ("ko", "2013년 11월 23일 토요일", "2013-11-23"),
    ("ar", "الثلاثاء، 4 فبراير 2014", "2014-02-04"),
    ("ar", "السبت، ١ مارس ٢٠١٤", "2014-03-01"),
    ("he", "יום שלישי, 4 בפברואר 2014", "2014-02-04"),
    ("he", "יום ראשון, 1 ביוני 2014", "2014-06-01"),
    ("ca", "dimarts, 4 de febrer de 2014", "2014-02-04"),
    ("ca", "dimarts, 4 de febrer del 2014", "2014-02-04"),
    ("ca", "dissabte, 1 de març de 2014", "2014-03-01"),
    ("ca", "dimecres, 1 d’octubre de 2014", "2014-10-01"),
    ("lt", "2014 m. vasario 4 d., antradienis", "2014-02-04"),
    ("lt", "2014 m. birželio 1 d., sekmadienis", "2014-06-01"),
    ("lv", "otrdiena, 2014. gada 4. februāris", "2014-02-04"),
    ("lv", "svētdiena, 2014. gada 1. jūnijs", "2014-06-01"),
    ("et", "teisipäev, 4. veebruar 2014", "2014-02-04"),
    ("et", "pühapäev, 1. juuni 2014", "2014-06-01"),
    ("", "2014-02-04", "2014-02-04"),
    ("", "2014/02/04", "2014-02-04"),
    ("", "2014. 2. 4.", "2014-02-04"),
    ("", "24/02/2014", "2014-02-24"),
    ("", "02/24/2014", "2014-02-24"),
    ("", "24.2.2014", "2014-02-24"),
    ("", "3/3/2014", "2014-03-03"),
  ]

  @Test(arguments: headers)
  func `a date header names its day`(language: String, header: String, day: String) {
    #expect(CalendarDay(spelledOut: header)?.description == day)
  }

  @Test(arguments: headers)
  func `decomposed letters and capitals make no difference`(
    language: String,
    header: String,
    day: String
  ) {
    #expect(CalendarDay(spelledOut: header.uppercased())?.description == day)
    #expect(CalendarDay(spelledOut: " \(header)\u{200E} ")?.description == day)
  }

  @Test(arguments: [
    "", " ", "February", "2014", "4 February", "February 2014", "Tuesday", "04/02/2014", "4.2.14",
    "30 February 2014", "29 February 2013", "32 January 2014", "4 Smarch 2014", "0 May 2014",
    "On Tuesday, 4 February 2014, we met.", "February 4, 2014 was a cold day",
    "4 February 2014 at 10:00",
    "Posted by Ann on 4 February 2014", "4 5 February 2014", "4 February March 2014",
    "4 February 2014 2015", "20140204", "12345 February 2014", "4 February 99999999999999999999",
    "1. 2. 3.", "May the fourth", "Mai 2014", "4 comments:", "February 4 2014!", "2014年13月4日",
    "2014年2月", "tháng 2 2014", "<4 February 2014>", "4 & 5 February 2014",
  ])
  func `anything else names none`(text: String) {
    #expect(CalendarDay(spelledOut: text) == nil)
  }

  @Test func `a long text is not looked at`() {
    #expect(CalendarDay(spelledOut: "4 February 2014" + String(repeating: " ", count: 200)) == nil)
  }

  @Test(arguments: [
    ("February", 2), ("FEBRUARY", 2), ("févr", 2), ("října", 10), ("Kasım", 11), ("ธันวาคม", 12),
    ("listopada", 11), ("märz", 3), ("März", 3), ("Sept", 9),
  ])
  func `a month is known by its name`(name: String, number: Int) {
    #expect(MonthName.number(of: name) == number)
  }

  @Test(arguments: ["", "Monday", "Feb ruary", "13", "2"])
  func `other words are no months`(word: String) {
    #expect(MonthName.number(of: word) == nil)
  }
}
