import Testing
import WeblogTesting

@testable import Normalization

struct BlogSlugTests {
  @Test(
    arguments: [
      ("http://ProbationMatters.blogspot.co.uk/2014/02/x.html", "probationmatters.blogspot.com"),
      ("https://www.example.org/", "example.org"),
      ("https://medium.com/@Somebody/a-story-0123", "medium.com~@somebody"),
      ("https://medium.com/p/0123", "medium.com"),
      ("https://users.livejournal.com/_name/12.html", "users.livejournal.com~_name"),
      ("https://www.livejournal.com/users/name/12.html", "livejournal.com~name"),
      ("https://www.dreamwidth.org/~name/", "dreamwidth.org~name"),
      ("http://xn--bcher-kva.example/", "xn--bcher-kva.example"),
      ("http://bücher.example/", "b%c3%bccher.example"),
      ("http://.hidden.example/", "%2ehidden.example"),
    ]
  )
  func `an address names its blog`(address: String, slug: String) {
    #expect(BlogSlug.host(of: address) == slug)
  }

  @Test(
    arguments: [
      "https://www.blogger.com/feeds/1/posts/default", "http://feedproxy.google.com/~r/a/b",
      "/2014/02/x.html", "mailto:a@example.org",
    ]
  )
  func `an address of a service names no blog`(address: String) {
    #expect(BlogSlug.host(of: address) == nil)
  }

  @Test func `a host seen before names the same blog`() {
    var memory = SlugMemory()
    let hosts = [
      "http://a.example", "https://a.example", "http://A.example", "http://a.example:80",
      "https://medium.com", "http:///a.example", "http:////a.example", "http://a.example?b",
      "http://livejournal.com", "", "//a.example", "http://feedburner.com", "http://b.blogspot.de",
    ]
    let paths = [
      "", "/", "/x.html", "/2014/y", "/~ann/z", "/%7Eann/z", "//x", "/./~ann", "/@name/s", "?p=1",
      "/users/name/1.html", ".com/x",
    ]
    var random = SeededGenerator(seed: 3)
    for _ in 0..<5_000 {
      let address =
        (hosts.randomElement(using: &random) ?? "") + (paths.randomElement(using: &random) ?? "")
      #expect(memory.slug(of: address) == BlogSlug.host(of: address), "\(address)")
    }
  }

  @Test(
    arguments: [
      ("Family Letters", "family%20letters"), ("X.blogspot.de", "x.blogspot.com"), ("..", "%2e."),
      ("a/b", "a%2fb"), (".hidden", "%2ehidden"), ("_unsorted", "_unsorted"),
      ("ÉTÉ", "%c3%a9t%c3%a9"),
      ("a=b%", "a%3db%25"),
    ]
  )
  func `a directory name becomes one safe file name`(name: String, slug: String) {
    #expect(BlogSlug.directory(name) == slug)
  }

  @Test func `a name too long for a file system is cut and stays distinct`() throws {
    let long = String(repeating: "é", count: 300)
    let one = try #require(BlogSlug.directory(long + "1"))
    let two = try #require(BlogSlug.directory(long + "2"))
    #expect(one.utf8.count == 200)
    #expect(two.utf8.count == 200)
    #expect(one != two)
    #expect(BlogSlug.directory("") == nil)
  }
}
