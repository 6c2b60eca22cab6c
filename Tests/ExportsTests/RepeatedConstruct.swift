import Detection
import Testing

/// A document in which one thing is repeated as often as is asked for.
struct RepeatedConstruct: Sendable, CustomTestStringConvertible {
  let format: Format
  let name: String
  private let text: @Sendable (Int) -> String

  var testDescription: String { "\(format.rawValue): \(name)" }

  init(_ format: Format, _ name: String, _ text: @escaping @Sendable (Int) -> String) {
    self.format = format
    self.name = name
    self.text = text
  }

  func document(_ count: Int) -> [UInt8] { Array(text(count).utf8) }
}

private func times(_ count: Int, _ part: (Int) -> String) -> String {
  var text = ""
  for number in 0..<count { text += part(number) }
  return text
}

/// Longer than the bounds on what a document may multiply (a base, a name), the largest of which is 2,048 bytes:
/// below them one size grows with the other, and work is quadratic for as long.
private func long(_ count: Int) -> String { String(repeating: "a", count: max(2_560, count)) }

// MARK: Markup

extension RepeatedConstruct {
  /// What any XML is made of, in the description of an item.
  static let markup: [Self] =
    [
      "<", "<<", "<a", "<a ", "<a b=\"<", "<a b='<", "<a b='x>", " b=\"<a \"", "</", "</a ", "</b>",
      "<b>", "<b/>", "<!", "<!a>", "<?a", "<?a?>", "<?xml ", "<!--", "<!-- -->", "<!-- --", "-",
      "<![CDATA[", "<![CDATA[x]]>", "<<![CDATA[x]]>", "]]>", "]", "&", "&a", "&a;", "&amp;",
      "&nbsp;",
      "&#38;", "&#0;", "&#", "\u{1}", "\r", "\r\n", "\u{FFFD}", "é", "<a b=\"&amp;\" c='d'/>",
      "<a b=c d>", "<p:a xmlns:p=\"u\"/>", "<q:a/>", "<a xml:base=\"b/\">", "<a xml:base=\"b/\"/>",
      "<a xml:lang=\"de\"/>", "x<!-- -->",
    ].map { piece in
      Self(.rssFeed, piece.debugDescription) { count in
        inItem("<description><a " + times(count) { _ in piece } + "< </description>")
      }
    } + [
      Self(.rssFeed, "attributes") { count in
        inItem("<a" + times(count) { " b\($0)=\"c\"" } + "/>")
      },
      Self(.rssFeed, "declarations of namespaces") { count in
        inItem("<a" + times(count) { " xmlns:b\($0)=\"c\($0)\"" } + "/>")
      },
      Self(.rssFeed, "names of elements") { count in inItem(times(count) { "<a\($0)>b</a\($0)>" })
      },
      Self(.rssFeed, "names in a long namespace") { count in
        inItem("<x xmlns=\"\(long(count))\">" + times(count) { "<a\($0)>b</a\($0)>" } + "</x>")
      },
      Self(.rssFeed, "elements in one of a long name") { count in
        inItem("<\(long(count))>" + times(count) { _ in "<a>b</a>" } + "</\(long(count))>")
      },
      Self(.rssFeed, "elements open within each other") { count in
        inItem(times(count) { _ in "<a>" } + "b" + times(count) { _ in "</a>" })
      },
      Self(.rssFeed, "declared entities") { count in
        "<!DOCTYPE rss [" + times(count) { "<!ENTITY e\($0) \"&#60;b>\">" } + "]>" + inItem("&e1;")
      },
      Self(.rssFeed, "uses of an entity") { count in
        "<!DOCTYPE rss [<!ENTITY e \"<b>x</b>\">]>"
          + inItem("<description>" + times(count) { _ in "&e;" } + "</description>")
      },
      Self(.rssFeed, "uses of an entity behind a long tag") { count in
        "<!DOCTYPE rss [<!ENTITY e \"x\">]>"
          + inItem("<description>" + times(count) { _ in "&e;" } + "<a b=\"\(long(count))<")
      },
      Self(.rssFeed, "entities of an attribute") { count in
        "<!DOCTYPE rss [<!ENTITY e \"<b>x</b>\">]>"
          + inItem("<a b=\"" + times(count) { _ in "&e;" } + "\"/>")
      },
      Self(.rssFeed, "unread declarations") { count in
        "<!DOCTYPE rss [" + times(count) { _ in "<!ELEMENT a (b)>" } + "]>" + inItem("")
      },
      Self(.rssFeed, "one long word") { count in inItem("<title>\(long(count * 8))</title>") },
    ]

  fileprivate static func inItem(_ inside: String) -> String {
    inChannel("<item><title>t</title>" + inside + "</item>")
  }

  fileprivate static func inChannel(_ inside: String) -> String {
    "<rss version=\"2.0\"><channel><title>t</title><link>http://a.example/</link>" + inside
      + "</channel></rss>"
  }
}

// MARK: RSS

extension RepeatedConstruct {
  static let rss: [Self] =
    [
      "<category>c#</category>", "<category>c</category>", "<category domain=\"d#\">c</category>",
      "<enclosure url=\"u#\" length=\"1\"/>", "<enclosure url=\"u\"/>", "<author>a#</author>",
      "<author>a@b.example (c#)</author>", "<dc:creator>a#</dc:creator>", "<link>l#</link>",
      "<guid>g#</guid>", "<title>t#</title>", "<description>d#</description>", "<x>y#</x>",
      "<x><y><z>w</z></y></x>", "<pubDate>d#</pubDate>", "<source url=\"u#\">s</source>",
      "<media:content url=\"u#\"><media:title>t</media:title></media:content>",
      "<itunes:keywords>a,b,c#</itunes:keywords>", "<atom:link rel=\"r#\" href=\"h\"/>",
      "<image><url>u#</url><x>y</x></image>", "<content:encoded>c#</content:encoded>",
      "<thr:in-reply-to ref=\"r#\"/>", "<language>l#</language>",
    ].map { part in
      Self(.rssFeed, "in an item \(part)") { count in
        inItem(times(count) { part.replacing("#", with: "\($0)") })
      }
    }
    + [
      "<item><title>t#</title><link>http://a.example/#</link></item>", "<item/>", "<item>",
      "<item><guid>g</guid><title>t#</title></item>",
      "<item><link>http://a.example/1</link><title>t#</title></item>",
      "<item><guid>http://a.example/1#comment-#</guid><description>d</description></item>",
      "<category>c#</category><item><title>t</title></item>",
      "<x>y#</x><item><title>t</title></item>", "<title>t#</title><item><title>t</title></item>",
      "<managingEditor>a#</managingEditor>", "<image><url>u#</url></image>",
      "<link>http://b#/</link>",
      "</channel></rss><rss><channel><title>t#</title><item><title>t</title></item>",
    ].map { part in
      Self(.rssFeed, "in a channel \(part)") { count in
        inChannel(times(count) { part.replacing("#", with: "\($0)") })
      }
    } + [
      Self(.rssFeed, "links below a long base") { count in
        "<rss xml:base=\"http://a.example/\(long(count))/\"><channel>"
          + times(count) { "<item><link>l\($0)</link></item>" } + "</channel></rss>"
      },
      Self(.rssFeed, "links of a blog with a long address") { count in
        "<rss><channel><link>http://a.example/\(long(count))/</link>"
          + times(count) { "<item><link>l\($0)</link><guid>\($0)</guid></item>" }
          + "</channel></rss>"
      },
      Self(.rssFeed, "items in a long language") { count in
        "<rss xml:lang=\"\(long(count))\"><channel>"
          + times(count) { "<item><title>t\($0)</title></item>" } + "</channel></rss>"
      },
    ]
}

// MARK: WordPress

extension RepeatedConstruct {
  static let wordPress: [Self] =
    [
      "<wp:author><wp:author_login>a#</wp:author_login><wp:author_display_name>N #</wp:author_display_name></wp:author>",
      "<wp:author><wp:author_login>a</wp:author_login><wp:x>#</wp:x></wp:author>",
      "<wp:category><wp:category_nicename>c#</wp:category_nicename><wp:cat_name>n</wp:cat_name></wp:category>",
      "<wp:tag><wp:tag_slug>t#</wp:tag_slug></wp:tag>",
      "<wp:term><wp:term_taxonomy>x</wp:term_taxonomy><wp:term_slug>t#</wp:term_slug></wp:term>",
      "<generator>g#</generator>", "<x>y#</x>",
      "<wp:base_blog_url>http://b#.example</wp:base_blog_url>",
      "<wp:author><wp:author_login>a#</wp:author_login></wp:author><item><wp:post_id>#</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>",
      "<item><wp:post_id>#</wp:post_id><title>t</title></item>",
      "<item><wp:post_id>1</wp:post_id><title>t#</title></item>",
      "<item><wp:post_id>#</wp:post_id><wp:post_type>attachment</wp:post_type><guid>http://a.example/#.png</guid><wp:post_parent>1</wp:post_parent></item>",
      "<item><wp:post_id>#</wp:post_id><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value></wp:postmeta></item>",
      "<item><wp:post_id>1</wp:post_id><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>#</wp:meta_value></wp:postmeta></item>",
    ].map { part in
      Self(.wordPressExport, "in a channel \(part)") { count in
        inExport(times(count) { part.replacing("#", with: "\($0)") })
      }
    }
    + [
      "<category>c#</category>", "<category domain=\"d#\">c</category>",
      "<wp:postmeta><wp:meta_key>k#</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta>",
      "<wp:postmeta><wp:meta_key>enclosure</wp:meta_key><wp:meta_value>u#</wp:meta_value></wp:postmeta>",
      "<wp:comment><wp:comment_id>#</wp:comment_id><wp:comment_content>c</wp:comment_content></wp:comment>",
      "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_parent>#</wp:comment_parent></wp:comment>",
      "<x>y#</x>", "<wp:status>s#</wp:status>",
    ].map { part in
      Self(.wordPressExport, "in an item \(part)") { count in
        inExport(
          "<item><wp:post_id>1</wp:post_id>"
            + times(count) { part.replacing("#", with: "\($0)") } + "</item>"
        )
      }
    } + [
      Self(.wordPressExport, "fields of a comment") { count in
        inExport(
          "<item><wp:comment>"
            + times(count) {
              "<wp:commentmeta><wp:meta_key>k\($0)</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:commentmeta>"
            } + "</wp:comment></item>"
        )
      },
      Self(.wordPressExport, "facts of an author with a long name") { count in
        inExport(
          "<wp:author><wp:author_login>\(long(count))</wp:author_login>"
            + times(count) { "<wp:x>\($0)</wp:x>" } + "</wp:author>"
        )
      },
      Self(.wordPressExport, "facts of a term with a long name") { count in
        inExport(
          "<wp:term><wp:term_slug>\(long(count))</wp:term_slug>"
            + times(count) { "<wp:x>\($0)</wp:x>" } + "</wp:term>"
        )
      },
      Self(.wordPressExport, "items of an author with a long name") { count in
        inExport(
          "<wp:author><wp:author_login>a</wp:author_login><wp:author_display_name>\(long(count))"
            + "</wp:author_display_name></wp:author>"
            + times(count) { _ in "<item><dc:creator>a</dc:creator></item>" }
        )
      },
      Self(.wordPressExport, "items of a blog with a long address") { count in
        inExport(
          "<wp:base_blog_url>http://a.example/\(long(count))</wp:base_blog_url>"
            + times(count) { "<item><wp:post_id>\($0)</wp:post_id></item>" }
        )
      },
      Self(.wordPressExport, "items that feature a file with a long title") { count in
        inExport(
          "<item><wp:post_id>0</wp:post_id><wp:post_type>attachment</wp:post_type><title>\(long(count))"
            + "</title><guid>http://a.example/7.png</guid></item>"
            + times(count) {
              "<item><wp:post_id>\($0 + 1)</wp:post_id><wp:postmeta><wp:meta_key>_thumbnail_id"
                + "</wp:meta_key><wp:meta_value>0</wp:meta_value></wp:postmeta></item>"
            }
        )
      },
    ]

  private static func inExport(_ inside: String) -> String {
    "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>t</title>"
      + "<link>http://a.example/</link><wp:wxr_version>1.2</wp:wxr_version>" + inside
      + "</channel></rss>"
  }
}

// MARK: Atom

extension RepeatedConstruct {
  static let atom: [Self] =
    [
      "<entry><id>i#</id><title>t</title></entry>", "<entry><id>i</id><title>t#</title></entry>",
      "<entry/>", "<entry>", "<link href=\"h#\"/>", "<author><name>a#</name></author>",
      "<author><name>a#</name></author><entry/>", "<x>y#</x><entry/>", "<category term=\"c#\"/>",
      "<entry><id>c#</id><thr:in-reply-to ref=\"c#0\"/></entry>",
      "<entry><id>c0#</id><thr:in-reply-to ref=\"c#\"/></entry>",
    ].map { part in
      Self(.atomFeed, "in a feed \(part)") { count in
        inFeed(times(count) { part.replacing("#", with: "\($0)") })
      }
    }
    + [
      "<link href=\"h#\"/>", "<link rel=\"r#\" href=\"h\"/>",
      "<link rel=\"enclosure\" href=\"h#\"/>",
      "<category term=\"c#\"/>", "<category term=\"c\" scheme=\"s#\"/>", "<x>y#</x>",
      "<author><name>a#</name></author>", "<contributor><name>a#</name></contributor>",
      "<dc:creator>a#</dc:creator>", "<title>t#</title>", "<source><id>i#</id><x>y</x></source>",
      "<content type=\"xhtml\"><div><p>a</p></div></content>",
      "<app:control><x>y#</x></app:control>",
    ].map { part in
      Self(.atomFeed, "in an entry \(part)") { count in
        inFeed(
          "<entry><id>i</id>" + times(count) { part.replacing("#", with: "\($0)") } + "</entry>"
        )
      }
    } + [
      Self(.atomFeed, "markup") { count in
        inFeed(
          "<entry><content type=\"xhtml\"><div>" + times(count) { "<p a=\"\($0)\">b &lt;</p>" }
            + "</div></content></entry>"
        )
      },
      Self(.atomFeed, "links in a text") { count in
        inFeed(
          "<entry xml:base=\"http://a.example/\"><content type=\"html\">"
            + times(count) { "&lt;a href=\"http://a.example/\($0)\"&gt;" } + "</content></entry>"
        )
      },
      Self(.atomFeed, "comments that answer in a circle of long ids") { count in
        let id = long(count)
        return inFeed(
          "<entry><id>a</id><thr:in-reply-to ref=\"\(id)\"/></entry>"
            + "<entry><id>\(id)</id><thr:in-reply-to ref=\"a\"/></entry>"
            + times(count) { "<entry><id>c\($0)</id><thr:in-reply-to ref=\"a\"/></entry>" }
        )
      },
      Self(.atomFeed, "entries of many authors") { count in
        inFeed(
          times(count) { "<author><name>author \($0)</name></author>" }
            + times(count) { _ in "<entry/>" }
        )
      },
      Self(.atomFeed, "base 64") { count in
        inFeed(
          "<entry><content type=\"image/png\" mode=\"base64\">" + times(count) { _ in "QUJD\n" }
            + "</content></entry>"
        )
      },
    ]

  private static func inFeed(_ inside: String) -> String {
    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:thr=\"http://purl.org/syndication/thread/1.0\">"
      + "<title>t</title><link href=\"http://a.example/\"/>" + inside + "</feed>"
  }

  static let blogger: [Self] =
    [
      "<entry><id>tag:blogger.com,1999:blog-1.post-#</id><title>t</title></entry>",
      "<entry><id>tag:blogger.com,1999:blog-1.settings.BLOG_NAME</id><content>n#</content></entry>",
      "<entry><id>tag:blogger.com,1999:blog-1.settings.BLOG_NAME</id><content>n#</content></entry><entry/>",
      "<entry><title>t</title><category scheme=\"http://www.blogger.com/atom/ns#\" term=\"c#\"/></entry>",
      "<link href=\"h#\"/><entry/>", "<x>y#</x><entry/>", "<feed/>",
      "<feed><title>t#</title></feed><entry/>",
      "<entry><id>tag:blogger.com,1999:blog-1.post-1#</id><thr:in-reply-to ref=\"tag:blogger.com,1999:blog-1.post-1\"/><link rel=\"related\" href=\"http://a/#\"/></entry>",
    ].map { part in
      Self(.bloggerExport, "in a feed \(part)") { count in
        inFeed(times(count) { part.replacing("#", with: "\($0)") })
      }
    } + [
      Self(.bloggerExport, "labels of a post") { count in
        inFeed(
          "<entry><id>tag:blogger.com,1999:blog-1.post-1</id>"
            + times(count) { "<category term=\"c\($0)\"/>" } + "</entry>"
        )
      },
      Self(.bloggerExport, "dots of an id") { count in
        inFeed("<entry><id>" + times(count) { _ in ".settings" } + "</id></entry>")
      },
    ]
}

// MARK: JSON and pages

extension RepeatedConstruct {
  static let json: [Self] =
    [
      "{\"id\":\"#\",\"content_html\":\"c\"}", "{\"id\":\"1\",\"content_html\":\"c#\"}", "{}", "[",
      "{",
      "[1]", "{\"a\":", "\"", "\"a\"", "1", "]", "}", ",", ":", "a", "{\"a\":[1,2,{\"b\":\"c\"}]}",
    ].map { part in
      Self(.jsonFeed, "items \(part)") { count in
        inJSON("\"items\":[" + times(count) { part.replacing("#", with: "\($0)") + "," } + "]")
      }
    }
    + [
      "\"tags\":[$]|\"t#\"", "\"tags\":[$]|\"t\"", "\"attachments\":[$]|{\"url\":\"u#\"}",
      "\"authors\":[$]|{\"name\":\"a#\"}", "\"authors\":[$]|{\"name\":\"a@b.example #\"}",
      "\"x\":[$]|{\"y#\":1}", "\"x\":{$}|\"y#\":1", "\"x\":{$}|\"y\":1",
      "\"content_html\":\"$\"|\\u0041",
      "\"content_html\":\"$\"|\\ud83d\\ude00", "\"content_html\":\"$\"|\\ud83d",
      "\"content_html\":\"$\"|\\x",
      "\"image\":[$]|\"u\"", "\"x\":$|[", "\"x\":$|{\"y\":",
    ].map { shape in
      let halves = shape.split(separator: "|").map(String.init)
      return Self(.jsonFeed, "in an item \(shape)") { count in
        let parts = (0..<count).map { halves[1].replacing("#", with: "\($0)") }
        let isString = halves[0].contains("\"$\"")
        return inJSON(
          "\"items\":[{\"id\":\"1\","
            + halves[0].replacing("$", with: parts.joined(separator: isString ? "" : ",")) + "}]"
        )
      }
    } + [
      Self(.jsonFeed, "members of a feed") { count in
        inJSON(times(count) { "\"m\($0)\":\"v\"," } + "\"items\":[]")
      },
      Self(.jsonFeed, "addresses beside a long list") { count in
        inJSON(
          "\"feed_url\":[" + times(count) { _ in "1," } + "1],"
            + times(count) { "\"link\":\"\($0)\"," } + "\"items\":[]"
        )
      },
      Self(.jsonFeed, "hubs") { count in
        inJSON("\"hubs\":[" + times(count) { "{\"url\":\"u\($0)\"}," } + "],\"items\":[]")
      },
      Self(.jsonFeed, "documents") { count in
        times(count) { _ in inJSON("\"items\":[{\"id\":\"1\"}]") }
      },
      Self(.jsonFeed, "items below a long address") { count in
        inJSON(
          "\"home_page_url\":\"http://a.example/\(long(count))/\",\"items\":["
            + times(count) { "{\"url\":\"u\($0)\"}," } + "]"
        )
      },
      Self(.jsonFeed, "people of an item in RSS") { count in
        "{\"rss\":{\"channel\":{\"item\":[{\"author\":["
          + times(count) { "{\"name\":\"a\($0)\"},\"b\($0)\"," } + "]}]}}}"
      },
      Self(.jsonFeed, "categories of an item in RSS") { count in
        "{\"rss\":{\"channel\":{\"item\":[{\"category\":["
          + times(count) { "{\"$\":{\"domain\":\"d\"},\"_\":\"c\($0)\"}," } + "]}]}}}"
      },
    ]

  private static func inJSON(_ members: String) -> String {
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\"," + members + "}"
  }

  static let pages: [Self] = (PageTextLimitTests.repeated + ["x ", "Ann4 February 2014 at 10:00 "])
    .map { line in
      Self(.bloggerPageText, line.debugDescription) { count in
        "Tuesday, 4 February 2014\n\nTitle\n\n9 comments:\n\n  1. x\n" + times(count) { _ in line }
      }
    }
}
