/// Writes an invented blog as one long RSS 2.0 feed: whole posts in `content:encoded` as CDATA, and their
/// beginnings in `description`, escaped.
struct RSSExport: ExportWriting {
  private let plan: ExportPlan
  private var prose: Prose

  init(plan: ExportPlan) {
    self.plan = plan
    prose = Prose(seed: plan.seed)
  }

  private var home: String { "https://\(ExportPlan.ownHost)" }

  private var head: String {
    """
    <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
    \txmlns:content="http://purl.org/rss/1.0/modules/content/"
    \txmlns:wfw="http://wellformedweb.org/CommentAPI/"
    \txmlns:dc="http://purl.org/dc/elements/1.1/"
    \txmlns:atom="http://www.w3.org/2005/Atom"
    \txmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
    \txmlns:slash="http://purl.org/rss/1.0/modules/slash/"
    >

    <channel>
    \t<title>A made-up blog</title>
    \t<atom:link href="\(home)/feed/" rel="self" type="application/rss+xml" />
    \t<link>\(home)</link>
    \t<description>Nothing in it is true</description>
    \t<lastBuildDate>Tue, 02 Jan 2024 03:04:05 +0000</lastBuildDate>
    \t<language>en-GB</language>
    \t<sy:updatePeriod>hourly</sy:updatePeriod>
    \t<sy:updateFrequency>1</sy:updateFrequency>
    \t<generator>https://wordpress.org/?v=6.4.2</generator>

    """
  }

  mutating func write(to sink: inout ByteSink) throws {
    let budget = BodyBudget(plan: plan, commentOverhead: 0)
    try sink.write(head)
    for post in 0..<plan.posts {
      let bytes = budget.postBody(
        written: sink.count,
        postsLeft: plan.posts - post,
        commentsLeft: 0
      )
      try sink.write(item(post, bytes: bytes))
    }
    try sink.write("</channel>\n</rss>\n")
  }

  private mutating func item(_ post: Int, bytes: Int) -> String {
    let language = prose.pickLanguage()
    let page = "\(home)\(plan.path(ofPost: post))"
    let title = prose.words(3 + prose.below(5), language: language) + " \(post + 1)"
    let labels = (0..<prose.below(4)).map { _ in
      "\t\t<category><![CDATA[\(prose.words(1, language: language))]]></category>\n"
    }
    let summary = prose.escapedHTML(bytes: 200, language: language)
    return """
      \t<item>
      \t\t<title>\(title)</title>
      \t\t<link>\(page)</link>
      \t\t<comments>\(page)#comments</comments>
      \t\t<pubDate>\(plan.publication(ofPost: post).asMailDate)</pubDate>
      \t\t<dc:creator><![CDATA[Person \(post % 5)]]></dc:creator>
      \(labels.joined())\t\t<guid isPermaLink="false">\(home)/?p=\(post + 1)</guid>
      \t\t<description>\(summary)</description>
      \t\t<content:encoded><![CDATA[\
      \(prose.html(bytes: max(0, bytes - 1_100), language: language))]]></content:encoded>
      \(enclosure(post))\t\t<wfw:commentRss>\(page)feed/</wfw:commentRss>
      \t\t<slash:comments>\(prose.below(9))</slash:comments>
      \t</item>

      """
  }

  private func enclosure(_ post: Int) -> String {
    guard post % 10 == 0 else { return "" }
    return "\t\t<enclosure url=\"\(home)/audio/\(post).mp3\" length=\"\(100_000 + post)\" "
      + "type=\"audio/mpeg\" />\n"
  }
}
