/// One invented blog with its comments, written in every format that carries posts.
///
/// Each post has a page of its own, a time, two tags and four comments, two of them replies; all formats say the
/// same of it as far as they can.
struct SampleBlog {
  enum Rendering: String, CaseIterable {
    case bloggerExport, wordPressExport, rss, atom, jsonFeed
    /// The blog's comments only, as WordPress serves them.
    case commentFeed
  }

  var host = "hillside.example"
  var postCount = 5
  let commentsPerPost = 4

  func bytes(_ rendering: Rendering) -> [UInt8] {
    switch rendering {
    case .bloggerExport: Array(bloggerExport.utf8)
    case .wordPressExport: Array(wordPressExport.utf8)
    case .rss: Array(rss.utf8)
    case .atom: Array(atom.utf8)
    case .jsonFeed: Array(jsonFeed.utf8)
    case .commentFeed: Array(commentFeed.utf8)
    }
  }

  // MARK: What it says

  private var posts: Range<Int> { 0..<postCount }

  private var comments: Range<Int> { 0..<commentsPerPost }

  private func title(_ post: Int) -> String { "What grew in week \(post + 1)" }

  private func address(_ post: Int) -> String {
    "https://\(host)/2013/0\(post + 1)/week-\(post + 1).html"
  }

  private func words(_ name: String, _ count: Int) -> String {
    (0..<count).map { "\(name)word\($0)" }.joined(separator: " ")
  }

  private func body(_ post: Int) -> String {
    "<p>\(words("p\(post)a", 30))</p>\n\n<p>\(words("p\(post)b", 30))</p>"
  }

  private func words(of comment: Int, _ post: Int) -> String { words("p\(post)c\(comment)", 9) }

  private func author(of comment: Int) -> String { comment % 2 == 0 ? "Ann" : "Bob" }

  /// The odd comments answer the one before.
  private func parent(of comment: Int) -> Int? { comment % 2 == 1 ? comment - 1 : nil }

  private func time(_ post: Int, _ comment: Int? = nil) -> String {
    "2013-0\(post + 1)-11T10:\(comment.map { "3\($0)" } ?? "00"):07Z"
  }

  private func escaped(_ html: String) -> String {
    html.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  // MARK: Blogger

  private func bloggerID(_ post: Int, _ comment: Int? = nil) -> String {
    "\(9_000_000 + post * 100 + (comment.map { $0 + 1 } ?? 0))"
  }

  private var bloggerExport: String {
    let blog = "tag:blogger.com,1999:blog-4711"
    let kinds = "http://schemas.google.com/g/2005#kind"
    var text = """
      <?xml version='1.0' encoding='UTF-8'?>
      <feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'>
      <id>\(blog).archive</id><title>Hillside</title>
      <link rel='alternate' type='text/html' href='https://\(host)/'/>

      """
    for post in posts {
      text += """
        <entry><id>\(blog).post-\(bloggerID(post))</id><published>\(time(post))</published>
        <category scheme='\(kinds)' term='http://schemas.google.com/blogger/2008/kind#post'/>
        <category scheme='http://www.blogger.com/atom/ns#' term='garden'/>
        <category scheme='http://www.blogger.com/atom/ns#' term='week \(post + 1)'/>
        <title type='text'>\(title(post))</title><content type='html'>\(escaped(body(post)))</content>
        <link rel='alternate' type='text/html' href='\(address(post))'/><author><name>Ann</name></author></entry>

        """
      for comment in comments {
        let related = parent(of: comment).map {
          "<link rel='related' href='http://www.blogger.com/feeds/4711/\(bloggerID(post))/comments/default/\(bloggerID(post, $0))'/>"
        }
        text += """
          <entry><id>\(blog).post-\(bloggerID(post, comment))</id><published>\(time(post, comment))</published>
          <category scheme='\(kinds)' term='http://schemas.google.com/blogger/2008/kind#comment'/>
          <content type='html'>\(words(of: comment, post))</content><author><name>\(author(of: comment))</name></author>
          <thr:in-reply-to ref='\(blog).post-\(bloggerID(post))' href='\(address(post))'/>\(related ?? "")</entry>

          """
      }
    }
    return text + "</feed>\n"
  }

  // MARK: WordPress

  private func wordPressID(_ post: Int) -> Int { 10 + post }

  private func wordPressTime(_ post: Int, _ comment: Int? = nil) -> String {
    time(post, comment).replacing("T", with: " ").replacing("Z", with: "")
  }

  private var wordPressExport: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
      <title>Hillside</title><link>https://\(host)</link><wp:wxr_version>1.2</wp:wxr_version>
      <wp:base_site_url>https://\(host)</wp:base_site_url><wp:base_blog_url>https://\(host)</wp:base_blog_url>

      """
    for post in posts {
      text += """
        <item><title>\(title(post))</title><link>\(address(post))</link><dc:creator>Ann</dc:creator>
        <guid isPermaLink="false">https://\(host)/?p=\(wordPressID(post))</guid>
        <content:encoded><![CDATA[\(body(post))]]></content:encoded>
        <wp:post_id>\(wordPressID(post))</wp:post_id><wp:post_date_gmt>\(wordPressTime(post))</wp:post_date_gmt>
        <wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
        <category domain="category" nicename="garden">garden</category>
        <category domain="post_tag" nicename="w">week \(post + 1)</category>

        """
      for comment in comments {
        let id = { wordPressID(post) * 10 + $0 }
        text += """
          <wp:comment><wp:comment_id>\(id(comment))</wp:comment_id>
          <wp:comment_author>\(author(of: comment))</wp:comment_author>
          <wp:comment_date_gmt>\(wordPressTime(post, comment))</wp:comment_date_gmt>
          <wp:comment_content>\(words(of: comment, post))</wp:comment_content>
          <wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type>
          <wp:comment_parent>\(parent(of: comment).map(id) ?? 0)</wp:comment_parent></wp:comment>

          """
      }
      text += "</item>\n"
    }
    return text + "</channel></rss>\n"
  }

  // MARK: Feeds

  private var rssOpening: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>

    """
  }

  private var rss: String {
    let items = posts.map { post in
      """
      <item><title>\(title(post))</title><link>\(address(post))</link><dc:creator>Ann</dc:creator>
      <guid isPermaLink="false">https://\(host)/?p=\(wordPressID(post))</guid><dc:date>\(time(post))</dc:date>
      <category>garden</category><category>week \(post + 1)</category>
      <description>\(words("p\(post)a", 12)) […]</description>
      <content:encoded><![CDATA[\(body(post))]]></content:encoded></item>

      """
    }
    return rssOpening + "<title>Hillside</title><link>https://\(host)</link>\n" + items.joined()
      + "</channel></rss>\n"
  }

  private var commentFeed: String {
    var items = ""
    for post in posts.reversed() {
      for comment in comments.reversed() {
        let place = "\(address(post))#comment-\(wordPressID(post) * 10 + comment)"
        items += """
          <item><title>Comment on \(title(post)) by \(author(of: comment))</title><link>\(place)</link>
          <guid isPermaLink="false">\(place)</guid><dc:creator>\(author(of: comment))</dc:creator>
          <dc:date>\(time(post, comment))</dc:date>
          <content:encoded><![CDATA[<p>\(words(of: comment, post))</p>]]></content:encoded></item>

          """
      }
    }
    return rssOpening + "<title>Comments for Hillside</title><link>https://\(host)</link>\n" + items
      + "</channel></rss>\n"
  }

  private var atom: String {
    let entries = posts.map { post in
      """
      <entry><title>\(title(post))</title><id>tag:\(host),2013:\(post)</id><published>\(time(post))</published>
      <updated>\(time(post))</updated><link href="\(address(post))"/><author><name>Ann</name></author>
      <category term="garden"/><category term="week \(post + 1)"/>
      <content type="html">\(escaped(body(post)))</content></entry>

      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom"><title>Hillside</title><id>tag:\(host),2013:blog</id>
      <link href="https://\(host)/"/><updated>\(time(0))</updated>

      """ + entries.joined() + "</feed>\n"
  }

  private var jsonFeed: String {
    let items = posts.map { post in
      let html = body(post).replacing("\n", with: "\\n")
      return """
        {"id": "\(address(post))", "url": "\(address(post))", "title": "\(title(post))",
         "content_html": "\(html)", "date_published": "\(time(post))", "tags": ["garden", "week \(post + 1)"],
         "authors": [{"name": "Ann"}]}
        """
    }
    return """
      {"version": "https://jsonfeed.org/version/1.1", "title": "Hillside", "home_page_url": "https://\(host)/",
       "items": [\(items.joined(separator: ",\n"))]}

      """
  }
}
