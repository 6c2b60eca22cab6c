import Reconciliation
import Testing
import Weblog

struct IdentityTests {
  @Test(arguments: [
    ("It's “quoted” — twice…", "its quoted  twice"),
    ("• Ünïcödé & <b>", "unicode b"),
    ("U\u{308}ni\u{308}co\u{308}de\u{301}", "ünïcödé"),
    ("ＦＵＬＬ width", "full width"),
    ("Straße, Æther, ﬁ", "STRASSE, AETHER, ﬁ"),
    ("ПРИВЕТ Ёлка", "привет ёлка"),
    ("ΑΛΦΑ", "αλφα"),
    ("Ա", "ա"),
  ])
  func `what exports change leaves no trace`(one: String, other: String) {
    #expect(FoldedText(one).letters == FoldedText(other).letters)
    #expect(!FoldedText(one).isEmpty)
  }

  @Test func `words are counted where spaces are and where they are not`() {
    #expect(FoldedText("  one, two—three don't ").wordCount == 4)
    #expect(FoldedText("日本語だ").wordCount == 4)
    #expect(FoldedText("… — !").wordCount == 0)
  }

  @Test func `letterless comments still differ`() {
    #expect(Fingerprint.ofBody(":-)") != Fingerprint.ofBody("👍"))
    #expect(Fingerprint.ofBody(": - )") == Fingerprint.ofBody(":-)"))
    #expect(Fingerprint.ofBody(" \n") == 0)
  }

  @Test func `the content hash sees every field but the counted and the unpublished`() {
    let post = Post.sample("A", id: "1", url: "https://blog.example/a", day: 1, text: "x")
    var other = post
    other.commentsDeclared = 7
    other.path = "/a"
    #expect(Fingerprint.of(other) == Fingerprint.of(post))
    let changes: [(inout Post) -> Void] = [
      { $0.kind = .page }, { $0.status = .draft }, { $0.visibility = .paid }, { $0.title = nil },
      { $0.slug = "s" }, { $0.url = nil }, { $0.urlAliases = ["u"] }, { $0.language = "en" },
      { $0.summary = "" }, { $0.tags = ["t"] }, { $0.nativeIDs = [] }, { $0.publishedOn = nil },
      { $0.publishedAt = Instant(millisecondsSinceEpoch: 0) }, { $0.publishedRaw = "r" },
      { $0.updatedAt = Instant(millisecondsSinceEpoch: 0) }, { $0.updatedRaw = "r" },
      { $0.authors = [Author(name: "Ann")] }, { $0.contentHTML = "" }, { $0.contentText = "" },
      { $0.media = [Medium(url: "m", role: "inline")] }, { $0.ext = [Extra(name: "e", value: "")] },
    ]
    let hashes = changes.map { change in
      var changed = post
      change(&changed)
      return Fingerprint.of(changed)
    }
    #expect(Set(hashes + [Fingerprint.of(post)]).count == changes.count + 1)
  }

  @Test func `fields that run into each other hash apart`() {
    var one = Post()
    one.tags = ["ab", "c"]
    var other = Post()
    other.tags = ["a", "bc"]
    #expect(Fingerprint.of(one) != Fingerprint.of(other))
  }

  @Test func `a day apart still shares a key and two days do not`() {
    func keys(_ day: Int) -> Set<IdentityKey> {
      let post = Post.sample("Morning notes", day: day)
      return Set(Identity.keys(of: post, contentHash: []).filter { $0.rule == .titleAndDay })
    }
    #expect(!keys(1).isDisjoint(with: keys(2)))
    #expect(keys(1).isDisjoint(with: keys(3)))
  }

  @Test(arguments: [
    ("https://www.Blog.example/?p=12", "wordpress", "blog.example?p=12"),
    ("tag:blogger.com,1999:blog-1.post-22", "blogger", "1.post-22"),
  ])
  func `an address gives the platform's number away`(address: String, space: String, id: String) {
    var guid = Post()
    guid.nativeIDs = [NativeID(space: "guid", id: address)]
    var native = Post()
    native.nativeIDs = [NativeID(space: space, id: id)]
    let keys = [guid, native].map { post in
      Set(Identity.keys(of: post, contentHash: []).filter { $0.rule == .aliasID })
    }
    #expect(!keys[0].isEmpty)
    #expect(keys[0] == keys[1])
  }

  @Test func `a path meets the address that has it`() {
    var takeout = Post()
    takeout.path = "/2014/02/x.html"
    let page = Post.sample(url: "https://blog.example/2014/02/x.html")
    let keys = [takeout, page].map { post in
      Set(Identity.keys(of: post, contentHash: []).filter { $0.rule == .path })
    }
    #expect(!keys[0].isEmpty)
    #expect(keys[0] == keys[1])
    let home = Identity.keys(of: .sample(url: "https://blog.example/"), contentHash: [])
    #expect(!home.contains { $0.rule == .path })
  }

  @Test func `keys stand with the strongest rule first`() {
    var post = Post.sample(
      "A title",
      id: "1",
      url: "https://blog.example/a",
      day: 1,
      text: prose(1)
    )
    post.publishedAt = Instant(millisecondsSinceEpoch: 1_382_400_007_000)
    let rules = Identity.keys(of: post, contentHash: []).map(\.rule)
    #expect(rules == rules.sorted())
    #expect(Set(rules) == Set(JoinRule.allCases))
  }
}
