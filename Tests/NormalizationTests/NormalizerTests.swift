import Normalization
import Testing
import Weblog

struct NormalizerTests {
  private func post(
    _ normalizer: inout Normalizer,
    _ configure: (inout PostEntry) -> Void
  ) throws -> NormalPost {
    var entry = PostEntry(locator: "entry 1", offset: 0)
    configure(&entry)
    guard case .post(let post) = normalizer.normalize(.post(entry)) else {
      throw NotAPost()
    }
    return post
  }

  private struct NotAPost: Error {}

  @Test func `a post takes its normal form`() throws {
    var normalizer = Normalizer(rank: .export, directory: nil)
    let normal = try post(&normalizer) {
      $0.title = MarkedText("Bread &amp;  <i>Roses</i>\n", .html)
      $0.url = " http://x.blogspot.co.uk/2014/02/bread-roses.html?a=1&amp;b=2# "
      $0.urlAliases = ["http://x.blogspot.com/?p=1", "http://x.blogspot.com/?p=1", "tag:x,1:2"]
      $0.tags = ["a", " b ", "a", ""]
      $0.published = "2014-02-04T23:30:00.000-08:00"
      $0.updated = ""
      $0.content = MarkedText("<p>One</p>\u{0}<p>Two</p>", .html)
      $0.summary = MarkedText("  short\n ", .plain)
      $0.authors = [Author(name: " Ann "), Author(name: "Ann"), Author(name: "")]
      $0.commentsDeclared = -1
    }
    let expected: Post = {
      var post = Post()
      post.title = "Bread & Roses"
      post.slug = "bread-roses"
      post.url = "http://x.blogspot.co.uk/2014/02/bread-roses.html?a=1&b=2"
      post.urlAliases = ["http://x.blogspot.com/?p=1"]
      post.tags = ["a", "b"]
      post.publishedRaw = "2014-02-04T23:30:00.000-08:00"
      post.publishedAt = Instant(millisecondsSinceEpoch: 1_391_585_400_000)
      post.publishedOn = CalendarDay(year: 2014, month: 2, day: 4)
      post.contentHTML = "<p>One</p><p>Two</p>"
      post.contentText = "One\n\nTwo"
      post.summary = "short"
      post.authors = [Author(name: "Ann")]
      post.ext = [Extra(name: "url_alias", value: "tag:x,1:2")]
      return post
    }()
    #expect(normal.post == expected)
    #expect(normal.blog == BlogClaim(host: "x.blogspot.com"))
    #expect(normal.rank == .export)
    #expect(normal.locator == "entry 1")
    #expect(normalizer.withheld == 0)
  }

  @Test func `a plain post has text and no HTML`() throws {
    var normalizer = Normalizer(rank: .text, directory: "Some Blog")
    let normal = try post(&normalizer) {
      $0.title = MarkedText("1 < 2 &amp; more", .plain)
      $0.content = MarkedText("\nOne\r\n  • two <b>\n\n", .plain)
      $0.path = "2011/10/some-day.html"
    }
    #expect(normal.post.title == "1 < 2 &amp; more")
    #expect(normal.post.contentHTML == nil)
    #expect(normal.post.contentText == "One\n  • two <b>")
    #expect(normal.post.path == "/2011/10/some-day.html")
    #expect(normal.post.slug == "some-day")
    #expect(normal.blog == BlogClaim(directory: "some%20blog"))
  }

  @Test func `posts without an address follow what the document says of its blog`() throws {
    var normalizer = Normalizer(rank: .export, directory: nil)
    var blog = BlogEntry()
    blog.url = "http://www.x.blogspot.com/"
    blog.nativeIDs = [NativeID(space: "blogger", id: "80701")]
    let claim = BlogClaim(host: "x.blogspot.com", platform: "blogger-80701")
    guard case .blog(let normal, let claimed) = normalizer.normalize(.blog(blog)) else {
      throw NotAPost()
    }
    #expect(normal.url == "http://www.x.blogspot.com/")
    #expect(claimed == claim)
    let draft = try post(&normalizer) { $0.status = .draft }
    #expect(draft.blog == claim)
    let elsewhere = try post(&normalizer) { $0.url = "http://y.example.org/a" }
    #expect(elsewhere.blog.host == "y.example.org")
  }

  @Test func `a post's own number names the platform's blog`() throws {
    var normalizer = Normalizer(rank: .export, directory: nil)
    let normal = try post(&normalizer) {
      $0.nativeIDs = [NativeID(space: "blogger", id: "80701.post-12")]
    }
    #expect(normal.blog == BlogClaim(platform: "blogger-80701"))
    let other = try post(&normalizer) {
      $0.nativeIDs = [NativeID(space: "wordpress", id: "80701.post-12")]
    }
    #expect(other.blog.slug == BlogClaim.unsorted)
  }

  @Test func `private addresses and secrets are left out and counted`() throws {
    var normalizer = Normalizer(rank: .export, directory: nil)
    let normal = try post(&normalizer) {
      $0.authors = [
        Author(name: "ann@example.org", url: "mailto:ann@example.org"),
        Author(name: "Bob", url: "http://bob:pass@example.org/"),
      ]
      $0.ext = [
        Extra(name: "wp:comment_author_IP", value: "somewhere"),
        Extra(name: "wp:post_password", value: "sesame"),
        Extra(name: "wp:post_password", value: ""),
        Extra(name: "x:seen", value: "192.0.2.17"),
        Extra(name: "x:seen", value: "2001:db8::17"),
        Extra(name: "x:time", value: "12:30:45"),
        Extra(name: "x:version", value: "1.2.3"),
      ]
      $0.content = MarkedText("Write to ann@example.org", .html)
    }
    #expect(normal.post.authors == [Author(name: "Bob", url: "http://example.org/")])
    #expect(normal.post.ext.map(\.value) == ["", "12:30:45", "1.2.3"])
    #expect(normal.post.contentText == "Write to ann@example.org")
    #expect(normalizer.withheld == 7)
  }

  @Test(
    arguments: [
      ("noreply@example.org (Ann Lee)", "Ann Lee"), ("Ann <ann@example.org>", "Ann"),
      ("ann@example.org", nil), ("mailto:ann@example.org", nil), ("192.0.2.17", nil),
      ("@ann", "@ann"), ("Ann (the first)", "Ann (the first)"), ("ann@home", "ann@home"),
    ]
  )
  func `an author's name loses an address and keeps the rest`(
    written: String,
    name: String?
  ) throws {
    var normalizer = Normalizer(rank: .feed, directory: nil)
    let normal = try post(&normalizer) {
      $0.authors = [Author(name: written)]
      $0.ext = [Extra(name: "managingEditor", value: written)]
    }
    #expect(normal.post.authors.first?.name == name)
    #expect(normal.post.ext.first?.value == name)
    #expect(normalizer.withheld == (written == name ? 0 : 2))
  }

  @Test func `an id that looks like an address stays an id`() throws {
    var normalizer = Normalizer(rank: .feed, directory: nil)
    let id = NativeID(space: "guid", id: "12@example.org")
    let normal = try post(&normalizer) {
      $0.nativeIDs = [id, id, NativeID(space: "guid", id: " ")]
    }
    #expect(normal.post.nativeIDs == [id])
    #expect(normalizer.withheld == 0)
  }

  @Test func `a comment keeps its place and loses its sender's address`() throws {
    var normalizer = Normalizer(rank: .page, directory: nil)
    var entry = CommentEntry(
      locator: "comment 3",
      offset: 9,
      post: .url("http://x.blogspot.de/a.html?a=1&amp;b=2")
    )
    entry.parent = .ordinal(1)
    entry.depth = 1
    entry.author = Author(name: "someone@example.org")
    entry.published = "1391548080123"
    entry.content = MarkedText("yes<br />no", .html)
    guard case .comment(let normal) = normalizer.normalize(.comment(entry)) else {
      throw NotAPost()
    }
    #expect(normal.comment.author == nil)
    #expect(normal.comment.contentText == "yes\nno")
    #expect(normal.comment.contentHTML == "yes<br />no")
    #expect(normal.comment.publishedOn?.description == "2014-02-04")
    #expect(normal.post == .url("http://x.blogspot.de/a.html?a=1&b=2"))
    #expect(normal.parent == .ordinal(1))
    #expect(normal.depth == 1)
    #expect(normal.blog.host == "x.blogspot.com")
    #expect(normalizer.withheld == 1)
  }

  @Test func `nothing changes when a normal form is normalized again`() throws {
    var normalizer = Normalizer(rank: .feed, directory: "d")
    let once = try post(&normalizer) {
      $0.url = "//x.example/a b?c=%zz"
      $0.title = MarkedText(" a\u{7}\n b ", .plain)
      $0.media = [Medium(url: " //x.example/i.jpg ", role: "inline", type: "", bytes: -1)]
      $0.language = " de "
    }
    let twice = try post(&normalizer) {
      $0.url = once.post.url
      $0.title = once.post.title.map { MarkedText($0, .plain) }
      $0.media = once.post.media
      $0.language = once.post.language
    }
    #expect(once == twice)
    #expect(once.post.url == "https://x.example/a%20b?c=%zz")
    #expect(once.post.media == [Medium(url: "https://x.example/i.jpg", role: "inline")])
  }

  @Test func `a comment whose post has a number of WordPress belongs to that blog`() throws {
    var normalizer = Normalizer(rank: .feed, directory: nil)
    let post = PostReference.native(NativeID(space: "wordpress", id: "notes.example/blog?p=12"))
    let entry = CommentEntry(locator: "item 1", offset: 0, post: post)
    guard case .comment(let normal) = normalizer.normalize(.comment(entry)) else {
      throw NotAPost()
    }
    #expect(normal.blog.host == "notes.example")
  }
}
