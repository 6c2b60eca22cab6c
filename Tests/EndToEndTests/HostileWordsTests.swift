import Foundation
import Testing
import WeblogTesting

/// Names and words from outside reach no terminal and no journal as anything but text.
@Suite(.enabled(if: WinnowProgram.isPresent, WinnowProgram.absence))
struct HostileWordsTests {
  /// Clears the screen, breaks the line, turns the direction, in seven and in eight bits.
  static let payload = "a\u{1B}[2J\u{7}\r\nb\u{202E}c\u{2028}d\u{9B}31m\u{2067}e\u{7F}\u{10FF01}"

  private static func disturbs(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA: false
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F: true
    default: false
    }
  }

  private func expectHarmless(_ outcome: WinnowProgram.Outcome, _ arguments: [String]) {
    let said = outcome.output + outcome.errors
    let found = said.unicodeScalars.filter(Self.disturbs).map { String($0.value, radix: 16) }
    #expect(Set(found) == [], "\(arguments)")
    #expect(!said.contains("\nb"), "\(arguments): a line was broken")
  }

  private func jsonFeed() throws -> Data {
    let words = Self.payload
    let item: [String: Any] = [
      "id": "1\(words)", "url": "https://x.example/\(words)", "title": "T\(words)",
      "content_text": "W\(words.replacing("\r\n", with: " "))",
      "date_published": "2013-01-02T03:04:05Z",
      "authors": [["name": "N\(words)"]], "tags": ["G\(words)"],
    ]
    return try JSONSerialization.data(withJSONObject: [
      "version": "https://jsonfeed.org/version/1.1", "title": "B\(words)", "items": [item],
    ])
  }

  @Test func `no command writes what a name or a title holds raw`() throws {
    let house = try Household()
    let name = "n\(Self.payload)"
    try house.start()
    try house.drop([UInt8](try jsonFeed()), as: "\(name).json")
    try house.drop([UInt8]("%PDF-1.7 nothing".utf8), as: "\(name).pdf")
    house.wait(for: "both files") {
      house.posts.count == 1 && house.names(in: house.rejected).count == 2
    }
    let id = try #require(house.posts.first?["id"] as? String)
    let state = ["--state", house.state.path, "--inbox", house.inbox.path]
    func check(_ arguments: [String]) throws {
      expectHarmless(try WinnowProgram.finish(WinnowProgram.process(arguments)), arguments)
    }
    for arguments in [["status"], ["list"], ["show", id], ["explain", id], ["verify"]] {
      try check(arguments + state)
    }
    #expect(house.stop() == 0)
    for arguments in [
      ["show", name], ["explain", name], ["retry", name], ["withdraw", name], ["redact", name],
      ["ingest", "/nowhere/\(name)"], ["list", "--blog", name], ["list", "--since", name],
      ["export", "/proc/\(name)"], ["retry", "\(name).pdf"], ["withdraw", "\(name).json"],
    ] { try check(arguments + state) }
    for arguments in [["parse", "/nowhere/\(name)"], ["list", "--config", name], [name]] {
      try check(arguments)
    }
    let lines = house.messages.unicodeScalars.filter(Self.disturbs)
    #expect(lines.isEmpty && !house.messages.contains("\nb"))
  }

  @Test func `no secret of an export is in the store, a reason, a message or the status`() throws {
    let house = try Household()
    try house.start(environment: ["WINNOW_LOG_LEVEL": "debug"])
    for (name, text) in Secrets.exports {
      try house.drop([UInt8](text.utf8), as: name)
      // The same, cut off and ended by something that no reader takes.
      try house.drop([UInt8]((text.prefix(text.count * 2 / 3) + "\0<<]]").utf8), as: "cut-\(name)")
    }
    try house.drop([UInt8]("%PDF-1.7 \(Secrets.all.joined(separator: " "))".utf8), as: "no.pdf")
    let expected = Secrets.exports.count * 2 + 1
    house.wait(for: "all files") {
      let reasons = house.names(in: house.rejected).count { $0.hasSuffix(".reason.json") }
      return house.sources.count + reasons == expected
        && house.posts.count == Secrets.exports.count
    }
    let status = try WinnowProgram.run("status", "--state", house.state.path, "--json")
    #expect(house.stop() == 0)
    var told = [("messages", house.messages), ("status", status.output + status.errors)]
    for path in house.files(below: house.state.appendingPathComponent("store")) {
      let file = house.state.appendingPathComponent("store/\(path)")
      told.append((path, try String(contentsOf: file, encoding: .utf8)))
    }
    for name in house.names(in: house.rejected) where name.hasSuffix(".reason.json") {
      let file = house.rejected.appendingPathComponent(name)
      told.append((name, try String(contentsOf: file, encoding: .utf8)))
    }
    for (place, text) in told {
      for secret in Secrets.all { #expect(!text.contains(secret), "\(secret) in \(place)") }
    }
  }
}

/// What exports carry of people that is nobody's business, each to be found nowhere.
enum Secrets {
  static let mails = ["ann.secret@mail.example", "bob.secret@mail.example"]
  static let addresses = ["203.0.113.77", "2001:db8::77:77"]
  static let keys = ["hunter2-password", "sk-live-0123456789abcdef"]
  static let all = mails + addresses + keys

  static var exports: [(name: String, text: String)] {
    [("wordpress.xml", wordPress), ("feed.rss", rss), ("feed.json", json), ("blog.atom", blogger)]
  }

  private static let wordPress = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
    <title>Hill</title><link>https://hill.example</link><wp:wxr_version>1.2</wp:wxr_version>
    <wp:base_site_url>https://hill.example</wp:base_site_url><wp:base_blog_url>https://hill.example</wp:base_blog_url>
    <wp:author><wp:author_id>1</wp:author_id><wp:author_login>ann</wp:author_login>
    <wp:author_email>\(mails[0])</wp:author_email><wp:author_display_name>Ann</wp:author_display_name></wp:author>
    <item><title>One</title><link>https://hill.example/one</link><dc:creator>ann</dc:creator>
    <content:encoded><![CDATA[<p>Some words of one post</p>]]></content:encoded>
    <wp:post_id>1</wp:post_id><wp:post_date_gmt>2013-01-02 03:04:05</wp:post_date_gmt><wp:status>publish</wp:status>
    <wp:post_type>post</wp:post_type><wp:post_password>\(keys[0])</wp:post_password>
    <wp:postmeta><wp:meta_key>api_key</wp:meta_key><wp:meta_value>\(keys[1])</wp:meta_value></wp:postmeta>
    <wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_author>Bob</wp:comment_author>
    <wp:comment_author_email>\(mails[1])</wp:comment_author_email>
    <wp:comment_author_IP>\(addresses[0])</wp:comment_author_IP>
    <wp:comment_date_gmt>2013-01-03 03:04:05</wp:comment_date_gmt><wp:comment_content>Nice</wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved></wp:comment>
    <wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>Cem</wp:comment_author>
    <wp:comment_author_IP>\(addresses[1])</wp:comment_author_IP>
    <wp:comment_date_gmt>2013-01-03 03:04:06</wp:comment_date_gmt><wp:comment_content>Fine</wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved></wp:comment></item></channel></rss>
    """

  private static let rss = """
    <?xml version="1.0"?><rss version="2.0"><channel><title>Dale</title><link>https://dale.example</link>
    <managingEditor>\(mails[0]) (Ann)</managingEditor><webMaster>\(mails[1])</webMaster>
    <item><title>Two</title><link>https://dale.example/two</link><author>\(mails[0]) (Ann)</author>
    <pubDate>Wed, 02 Jan 2013 03:04:05 GMT</pubDate><description>Some words of another</description></item>
    </channel></rss>
    """

  private static let json = """
    {"version": "https://jsonfeed.org/version/1.1", "title": "Moor", "home_page_url": "https://moor.example/",
     "authors": [{"name": "Ann", "url": "mailto:\(mails[0])"}],
     "items": [{"id": "https://moor.example/3", "url": "https://moor.example/3", "title": "Three",
       "content_text": "Some words of a third", "date_published": "2013-01-02T03:04:05Z",
       "author": {"name": "Bob", "url": "mailto:\(mails[1])"}, "_auth": {"api_key": "\(keys[1])",
       "password": "\(keys[0])"}}]}
    """

  private static let blogger = """
    <?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'>
    <id>tag:blogger.com,1999:blog-99.archive</id><title>Fen</title>
    <author><name>Ann</name><email>\(mails[0])</email></author>
    <link rel='alternate' type='text/html' href='https://fen.example/'/>
    <entry><id>tag:blogger.com,1999:blog-99.settings.BLOG_ADMIN</id><published>2013-01-02T03:04:05Z</published>
    <category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#settings'/>
    <title>Admin</title><content type='text'>\(mails[1])</content></entry>
    <entry><id>tag:blogger.com,1999:blog-99.post-1</id><published>2013-01-02T03:04:05Z</published>
    <category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>
    <title>Four</title><content type='html'>Some words of a fourth</content>
    <author><name>Bob</name><email>\(mails[1])</email></author></entry></feed>
    """
}
