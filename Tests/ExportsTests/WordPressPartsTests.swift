import Testing
import Weblog

@testable import Exports

/// The small parts: dates, ids, names, and what is kept of custom fields.
struct WordPressPartsTests {
  @Test(arguments: [
    ("2014-02-05 00:30:00", "2014-02-04 23:30:00", "2014-02-05T00:30:00+01:00", nil),
    ("2014-02-04 12:00:00", "2014-02-04 23:30:00", "2014-02-04T12:00:00-11:30", nil),
    ("2014-02-04 12:00:00", "2014-02-04 12:00:00", "2014-02-04T12:00:00Z", nil),
    ("2014-02-04 12:00:00", "0000-00-00 00:00:00", nil, nil),
    ("0000-00-00 00:00:00", "2014-02-04 12:00:00", "2014-02-04T12:00:00Z", nil),
    ("-0001-11-30 00:00:00", "0000-00-00 00:00:00", nil, nil),
    ("Wed, 30 Nov -0001 00:00:00 +0000", "", nil, nil),
    ("2014-02-01 12:00:00", "2014-02-04 12:00:00", "2014-02-04T12:00:00Z", "2014-02-01 12:00:00"),
    ("Sun Dec 09 16:35:00 -0800 2012", "%= date %>", nil, nil),
    ("2014-02-04T12:00:00", "", nil, nil),
  ])
  func `two clocks are one date`(_ local: String, _ gmt: String, _ date: String?, _ lost: String?) {
    let told = WordPressDate.joined(
      local: WordPressDate(Array(local.utf8)[...]),
      gmt: WordPressDate(Array(gmt.utf8)[...])
    )
    #expect(told.zoned == date)
    #expect(told.lost == lost)
  }

  @Test(arguments: [
    ("2014-02-05 00:30:00", "2014-02-04 23:30:00", "2014-02-05 00:30:00"),
    ("0000-00-00 00:00:00", "2014-02-04 12:00:00", "2014-02-04 12:00:00"),
    ("Sun Dec 09 16:35:00 -0800 2012", "%= date %>", "Sun Dec 09 16:35:00 -0800 2012"),
    ("0000-00-00 00:00:00", "", nil),
  ])
  func `a date stays as written`(_ local: String, _ gmt: String, _ written: String?) {
    let told = WordPressDate.joined(
      local: WordPressDate(Array(local.utf8)[...]),
      gmt: WordPressDate(Array(gmt.utf8)[...])
    )
    #expect(told.written == written)
  }

  @Test(arguments: [
    ("smtp_password", "hunter2", true), ("mailchimp_api_key", "abc-us1", true),
    ("accessToken", "f00d", true), ("_customer_ip_address", "192.0.2.9", true),
    ("note", "192.0.2.9", true), ("note", "2001:db8:0:0:0:0:0:1", true),
    ("note", "12:30:00", false),
    ("note", "ann@mail.example", true), ("note", "mailto:ann@mail.example", true),
    ("logo", "logo@2x.png", false), ("_dont_email", "1", false), ("version", "1.2.3.4444", false),
    ("_mail", #"a:1:{s:2:"to";s:15:"a@mail.example ";}"#, true),
    ("seo", #"a:1:{s:4:"logo";s:11:"logo@2x.png";}"#, false),
    ("form", #"a:1:{s:2:"to";s:14:"a@mail.example";}"#, true),
    ("description", "Write to a@mail.example for more", false), ("monkey", "see", false),
    ("keyboard", "qwerty", false), ("footnotes", "[]", false),
  ])
  func `secrets are told from other fields`(_ key: String, _ value: String, _ isSecret: Bool) {
    #expect(WordPressMeta(key: key, value: value).isSecret == isSecret)
  }

  @Test(arguments: [
    ("https://www.Tides.example:443/Notes/", "tides.example/notes"),
    ("http://tides.example:8080", "tides.example:8080"), ("//tides.example", nil), ("", nil),
    ("http://tides.example/?x=1#y", "tides.example"),
  ])
  func `the base of ids is the blog's address`(_ address: String, _ base: String?) {
    #expect(WordPressIdentity(addresses: [address]).base == base)
  }

  @Test(arguments: [
    ("https://tides.example/?p=1", true), ("HTTP://WWW.TIDES.EXAMPLE", true),
    ("https://tides.example.org/?p=1", false), ("https://other.example/", false), ("/x", false),
  ])
  func `an address is the blog's own by its host`(_ address: String, _ isOwn: Bool) {
    #expect(
      WordPressIdentity(addresses: ["https://tides.example/notes"]).blog.isOwn(address) == isOwn
    )
  }

  @Test func `short guids are valid within their blog only`() {
    let identity = WordPressIdentity(addresses: [nil, "https://tides.example/notes"])
    #expect(identity.blog.nativeID("12")?.id == "tides.example 12")
    #expect(identity.blog.nativeID("tag:tides.example,2014:12")?.id == "tag:tides.example,2014:12")
    #expect(
      identity.blog.nativeID("0f8fad5b-d9cb-469f-a165-70867728950e")?.id
        == "0f8fad5b-d9cb-469f-a165-70867728950e"
    )
    #expect(WordPressIdentity().blog.nativeID("12") == nil)
  }

  @Test(arguments: [
    ("R&amp;D", "R&D"), ("O&#039;Shore", "O'Shore"), ("a & b", "a & b"), ("&nosuch;", "&nosuch;"),
    ("caf&eacute;", "café"),
  ])
  func `names are freed of their escapes`(_ written: String, _ name: String) {
    #expect(WordPressText.name(written) == name)
  }

  @Test(arguments: [
    ("%e6%b5%b7-1", "海-1"), ("100%", "100%"), ("%ff", "%ff"), ("%0a", "%0a"), ("plain", "plain"),
  ])
  func `slugs are decoded where that gives text`(_ written: String, _ slug: String) {
    #expect(WordPressText.slug(written) == slug)
  }

  @Test(arguments: [
    ("/feeds/83/posts/default/15", "83.post-15"),
    ("http://www.blogger.com/feeds/83/15/comments/default/29", "83.post-29"), ("/feeds/x/1/2", nil),
    ("", nil),
  ])
  func `an import from Blogger left the number behind`(_ address: String, _ id: String?) {
    #expect(BloggerOrigin.id(inFeedAddress: address)?.id == id)
  }
}
