import Normalization
import Testing
import Weblog
import WeblogTesting

struct TimestampTests {
  @Test(
    arguments: [
      ("2014-02-04T21:08:00.001+01:00", "2014-02-04T20:08:00.001Z", "2014-02-04"),
      ("2014-02-04T23:30:00-08:00", "2014-02-05T07:30:00Z", "2014-02-04"),
      ("2014-02-04t21:08:00z", "2014-02-04T21:08:00Z", "2014-02-04"),
      ("2014-02-04 21:08:00 +0000", "2014-02-04T21:08:00Z", "2014-02-04"),
      ("2014-02-04T21:08Z", "2014-02-04T21:08:00Z", "2014-02-04"),
      ("2014-02-04T21:08:00,123456789Z", "2014-02-04T21:08:00.123Z", "2014-02-04"),
      ("2014-02-04T21:08:00.5+0530", "2014-02-04T15:38:00.500Z", "2014-02-04"),
      ("20140204T210800Z", "2014-02-04T21:08:00Z", "2014-02-04"),
      ("2014-02-04T24:00:00Z", "2014-02-05T00:00:00Z", "2014-02-04"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", "2016-12-31"),
      ("2014-02-04 21:08:00 UTC", "2014-02-04T21:08:00Z", "2014-02-04"),
      ("Tue, 04 Feb 2014 21:08:00 GMT", "2014-02-04T21:08:00Z", "2014-02-04"),
      ("Mon, 4 Feb 2014 21:08 EST", "2014-02-05T02:08:00Z", "2014-02-04"),
      ("4 Feb 14 21:08:00 -0500 (EST)", "2014-02-05T02:08:00Z", "2014-02-04"),
      ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z", "1994-11-06"),
      ("Mon Nov 06 08:49:37 +0000 1994", "1994-11-06T08:49:37Z", "1994-11-06"),
      ("Tue Feb 04 2014 21:08:00 GMT+0100 (CET)", "2014-02-04T20:08:00Z", "2014-02-04"),
      ("Thu, 01 Sept 2016 10:00:00 PDT", "2016-09-01T17:00:00Z", "2016-09-01"),
      ("1391548080", "2014-02-04T21:08:00Z", "2014-02-04"),
      ("1391548080123", "2014-02-04T21:08:00.123Z", "2014-02-04"),
    ]
  )
  func `a date with its offset is an instant on the writer's day`(
    text: String,
    instant: String,
    day: String
  ) {
    let timestamp = Timestamp(text)
    #expect(timestamp.instant?.description == instant)
    #expect(timestamp.day?.description == day)
  }

  @Test(
    arguments: [
      ("2020/1/10 14:33:00", "2020-01-10"),
      ("2014-02-04", "2014-02-04"),
      ("2014-02-04T21:08:00", "2014-02-04"),
      ("2014-02-04+01:00", "2014-02-04"),
      ("20140204", "2014-02-04"),
      ("Sun Nov  6 08:49:37 1994", "1994-11-06"),
      ("Tuesday, 4 February 2014", "2014-02-04"),
      ("Friday 10 January 2014", "2014-01-10"),
      ("February 4th, 2014", "2014-02-04"),
      ("02/04/2014 09:08:00 PM", "2014-02-04"),
      ("04.02.2014 21:08", "2014-02-04"),
      ("25/12/2014", "2014-12-25"),
      ("12/25/2014", "2014-12-25"),
      ("Tue, 04 Feb 2014 21:08:00 XYZ", "2014-02-04"),
      ("Tue, 04 Feb 2014 21:08:00 A", "2014-02-04"),
      ("2014-02-04T99:99:99Z", "2014-02-04"),
    ]
  )
  func `a date without a known offset is a day only`(text: String, day: String) {
    let timestamp = Timestamp(text)
    #expect(timestamp.instant == nil)
    #expect(timestamp.day?.description == day)
  }

  @Test(
    arguments: [
      "", " ", "0000-00-00 00:00:00", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z",
      "-0001-11-30T00:00:00+00:00", "Mon, 30 Nov -0001 00:00:00 +0000",
      "Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z", "1969-12-31T16:00:00-08:00",
      "0000000000", "0000000000000", "2014-02-30", "2014-13-01T00:00:00Z", "99999999999999999999",
      "2014", "2014-02", "4 February", "02/04/2014", "02/04/14", "yesterday", "12:30",
      "999999999-999999999-999999999", "2014-02-04T10:00:00+999999999",
      "<%= date %>",
    ]
  )
  func `what is no date is neither instant nor day`(text: String) {
    #expect(Timestamp(text).instant == nil)
    #expect(Timestamp(text).day == nil)
  }

  @Test func `every instant reads back from its own text`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let milliseconds = Int64.random(in: 1...253_402_300_799_999, using: &random)
      let instant = Instant(millisecondsSinceEpoch: milliseconds)
      #expect(Timestamp(instant.description).instant == instant)
      #expect(Timestamp(instant.description).day == instant.day())
    }
  }

  @Test func `random text never traps`() {
    var random = SeededGenerator(seed: 13)
    let pieces = [
      "2014", "9", "-", "+", ":", "T", "Z", "Feb", " ", ".", ",", "/", "(", "999999999", "pm",
      "p.m",
      "am", "0", "EST", "é", "12", "\u{0}", "a", "th",
    ]
    for _ in 0..<5_000 {
      let count = Int.random(in: 0..<16, using: &random)
      _ = Timestamp((0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      _ = Timestamp(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func `a count that no calendar holds is none`() {
    #expect(Timestamp(millisecondsSinceEpoch: .max).day == nil)
    #expect(Timestamp(millisecondsSinceEpoch: .min).instant == nil)
  }

  @Test func `the form of feeds is read at first sight as it is at second`() {
    var random = SeededGenerator(seed: 42)
    let zones = ["Z", "+01:00", "-23:59", "+99:00", "-00:30", "+1:00", "z", ""]
    for _ in 0..<5_000 {
      let numbers = [13, 32, 25, 61, 62].map { Self.padded(Int.random(in: 0..<$0, using: &random)) }
      let year = ["0000", "0001", "1970", "2014", "9999"].randomElement(using: &random) ?? ""
      let fraction = ["", ".001", ".999", ".5", ".1234"].randomElement(using: &random) ?? ""
      let zone = zones.randomElement(using: &random) ?? ""
      let time = "T\(numbers[2]):\(numbers[3]):\(numbers[4])\(fraction)\(zone)"
      let text = "\(year)-\(numbers[0])-\(numbers[1])\(time)"
      // A space at the end means nothing, and keeps the text from being of the form.
      #expect(Timestamp(text) == Timestamp(text + " "), "\(text)")
    }
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
