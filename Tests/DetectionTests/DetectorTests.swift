import Testing

@testable import Detection

/// What each kind of document is taken for.
struct DetectorTests {
  private static let atom = "xmlns='http://www.w3.org/2005/Atom'"

  @Test(arguments: [
    ("<feed \(atom)><id>tag:blogger.com,1999:blog-1.archive</id>", Format.bloggerExport),
    (
      "<?xml version='1.0'?><!-- <rss> --><feed \(atom)><id>tag:blogger.com,1999:blog-1.archive</id>",
      .bloggerExport
    ),
    (
      "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:generator>Blogger</a:generator><a:entry><a:category scheme='http://schemas.google.com/g/2005#kind'/>",
      .bloggerExport
    ),
    (
      "<feed \(atom)><entry><id>tag:blogger.com,1999:blog-1.settings.BLOG_NAME</id>", .bloggerExport
    ),
    (
      "<feed \(atom) xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:blogger.com,1999:blog-1</id>",
      .bloggerTakeout
    ),
    (
      "<?xml-stylesheet href='x'?><feed \(atom) xmlns:blogger='http://schemas.google.com/blogger/2008'><id>tag:blogger.com,1999:blog-1</id>",
      .bloggerFeed
    ),
    (
      "<!DOCTYPE feed [<!ENTITY a 'b>'>]>\n<feed \(atom)><generator version='7.00'> Blogger</generator>",
      .bloggerFeed
    ),
  ])
  func `Blogger's Atom is told apart by its content`(text: String, format: Format) {
    #expect(Detector.verdict(head: Array(text.utf8), name: nil) == .readable(format))
  }

  @Test(arguments: [
    ("<feed \(atom)><id>urn:x</id><generator>Other</generator>", Format.atomFeed),
    ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'>", .atomFeed),
    ("<FEED>", .atomFeed),
    ("<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/'>", .wordPressExport),
    ("<rss version='2.0' xmlns:e='https://wordpress.org/export/1.3/'>", .wordPressExport),
    ("<rss><channel><title>Without namespaces</title><wp:wxr_version>", .wordPressExport),
    ("<item><title>A</title><wp:post_id>1</wp:post_id></item>", .wordPressExport),
    ("<rss version='2.0'><channel>", .rssFeed),
    ("<?xml version='1.0'?>\n<!DOCTYPE rss SYSTEM 'rss-0.91.dtd'>\n<rss version='0.91'>", .rssFeed),
    ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", .rssFeed),
    ("<RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'>", .rssFeed),
    ("<channel><title>No root</title></channel>", .rssFeed),
    ("<item><title>A</title></item><item>", .rssFeed),
    (
      "<br />\n<b>Warning</b>: Cannot modify header\n<?xml version='1.0'?><rss version='2.0'>",
      .rssFeed
    ),
    ("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<?xml version='1.0'?>\n<feed \(atom)>", .atomFeed),
  ])
  func `WordPress exports and feeds are told apart by their roots`(text: String, format: Format) {
    #expect(Detector.verdict(head: Array(text.utf8), name: "notes.txt") == .readable(format))
  }

  @Test func `wide encodings and a byte order mark do not hide the root`() {
    let text = "<feed \(Self.atom)><id>tag:blogger.com,1999:blog-1.archive</id>"
    let littleEndian: [UInt8] = [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] }
    let bigEndian: [UInt8] = text.utf8.flatMap { [0, $0] }
    for head in [littleEndian, bigEndian, [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
      #expect(Detector.verdict(head: head, name: "notes.txt") == .readable(.bloggerExport))
    }
  }

  @Test(arguments: [
    ("", "an empty file"),
    (" \n", "a file of nothing but white space"),
    ("PK\u{3}\u{4}rest", "a zip archive"),
    ("%PDF-1.4", "a PDF"),
    ("a\u{0}b", "binary data"),
    ("<!DOCTYPE html><html><p>21 comments</p>", "a saved web page (HTML)"),
    ("<html><body>", "a saved web page (HTML)"),
    ("<html><body><?xml version='1.0'?><rss>", "a saved web page (HTML)"),
    ("Look: <?xml version='1.0'?><library>", "plain text without a comment section"),
    ("<library/>", "XML with the root element “library”"),
    ("<3 you", "markup that is neither XML nor a web page"),
    ("[1, 2]", "JSON"),
    ("TITLE: A\nAUTHOR: B\n-----\nBODY:\n", "a Movable Type export"),
    ("---\ntitle: x\n---\n", "a post of a static site, with front matter"),
    ("Dear diary,\nnothing happened.", "plain text without a comment section"),
  ])
  func `what is not read is named`(text: String, phrase: String) {
    let verdict = Detector.verdict(head: Array(text.utf8), name: "feed.atom")
    #expect(verdict == .unreadable(looksLike: phrase))
  }

  @Test func `images and compressed files are named by their magic numbers`() {
    let gzip = Detector.verdict(head: [0x1F, 0x8B, 8, 0], name: nil)
    #expect(gzip == .unreadable(looksLike: "a gzip file"))
    let photo = Detector.verdict(head: [0xFF, 0xD8, 0xFF, 0xE0], name: "blog.xml")
    #expect(photo == .unreadable(looksLike: "a JPEG image"))
  }
}
