import Reconciliation
import Testing
import Weblog

struct ReconcilerTests {
  private let native = NativeID(space: "blogger", id: "1.post-7")

  @Test func `a comment finds its post before, after and by address`() throws {
    var document = Document(name: "export")
    document.add(.sample("Before"), to: .native(native))
    document.add(.sample("Seven", id: "7", url: "https://blog.example/7", text: "x"))
    document.add(.sample("Preceding"))
    document.add(.sample("Eight", id: "8", text: "y"))
    document.add(.sample("After"), to: .native(native))
    document.add(.sample("By address"), to: .url("https://blog.example/7"))
    let store = MemoryCatalogue()
    let counts = try store.drop(document)
    let seven = try #require(store.live.first { store.post(of: $0)?.title == "Seven" })
    #expect(
      seven.discussion.compactMap { store.comment(of: $0)?.contentText }
        == ["Before", "Preceding", "After", "By address"]
    )
    #expect(counts.added == 6)
  }

  @Test func `comments without their post wait under a stub that the post joins`() throws {
    var comments = Document(name: "comments")
    comments.add(.sample("First", id: "c1"), to: .native(native))
    var export = Document(name: "export")
    export.add(.sample("Seven", id: "7", text: "x"))
    let store = MemoryCatalogue()
    try store.drop(comments)
    let stub = try #require(store.live.first)
    #expect(store.post(of: stub)?.nativeIDs == [native])
    try store.drop(export)
    #expect(store.live.map(\.id) == [stub.id])
    #expect(store.live.first.flatMap { store.post(of: $0) }?.title == "Seven")
    #expect(store.live.first?.discussion.count == 1)
  }

  @Test func `more waiting comments than fit in memory reach their post all the same`() throws {
    var document = Document(name: "export")
    for index in 0..<10_050 {
      document.add(.sample("Comment \(index)", id: "c\(index)"), to: .native(native))
    }
    document.add(.sample("Seven", id: "7", text: "x"))
    let store = MemoryCatalogue()
    try store.drop(document)
    #expect(store.live.count == 1)
    #expect(store.live.first?.discussion.count == 10_050)
  }

  @Test func `a comment before any post is kept, and once`() throws {
    var document = Document(name: "odd")
    document.add(.sample("Where am I?"), .text)
    let store = MemoryCatalogue()
    try store.drop(document)
    document.name = "odd again"
    let counts = try store.drop(document)
    #expect(store.live.count == 1)
    #expect(store.live.first?.discussion.count == 1)
    #expect(counts == (0, 0))
  }

  @Test func `a medium that comes late is one of its post's media`() throws {
    var document = Document(name: "export")
    document.add(.sample("A", id: "1", text: "x"))
    document.add(.sample("B", id: "2", text: "y"))
    document.add(
      Medium(url: "https://blog.example/photo.jpg", role: "attachment"),
      toPost: NativeID(space: "blogger", id: "1.post-1")
    )
    document.add(.sample("a comment on the post before"))
    let store = MemoryCatalogue()
    try store.drop(document)
    #expect(store.live.count == 2)
    #expect(store.live.map { $0.version?.merged?.media.map(\.role) ?? [] } == [["attachment"], []])
    #expect(store.live.map(\.discussion.count) == [0, 1])
  }

  @Test(arguments: [true, false])
  func `a blog that moved to another host is one set`(isOldFirst: Bool) throws {
    func document(_ name: String, host: String, ids: String) -> Document {
      var document = Document(name: name)
      for index in 0..<5 {
        var post = Post.sample("How number \(index) went", day: index, text: prose(index))
        post.nativeIDs = [NativeID(space: ids, id: "\(host)-\(index)")]
        post.url = "https://\(host)/\(index)"
        post.publishedAt = Instant(millisecondsSinceEpoch: 1_382_400_007_000 + Int64(index))
        document.add(post, blog: BlogClaim(host: host))
      }
      return document
    }
    let old = document("old", host: "old.example", ids: "blogger")
    let new = document("new", host: "new.example", ids: "wordpress")
    let store = MemoryCatalogue()
    for document in isOldFirst ? [old, new] : [new, old] { try store.drop(document) }
    #expect(store.live.count == 5)
  }

  @Test func `when two posts turn out to be one the earlier id lives on`() throws {
    var first = Document(name: "by number")
    first.add(.sample("A", id: "1", text: "x"))
    first.add(.sample("one", id: "c1"))
    var second = Document(name: "by address")
    second.add(.sample("A", url: "https://blog.example/a", text: "x"), .page)
    second.add(.sample("two"), .page)
    var both = Document(name: "both")
    both.add(.sample("A", id: "1", url: "https://blog.example/a", text: "x"))
    let store = MemoryCatalogue()
    try store.drop(first)
    try store.drop(second)
    #expect(store.live.count == 2)
    let counts = try store.drop(both)
    #expect(store.published.map(\.retiredInto) == [nil, 1])
    #expect(store.live.first?.discussion.count == 2)
    #expect(counts.updated == 1)
  }

  @Test func `a platform number learns its host and the post is filed under it`() throws {
    let number = BlogClaim(platform: "blogger-1")
    var export = Document(name: "export")
    export.add(.sample("A", id: "1", text: "x"), blog: number)
    let store = MemoryCatalogue()
    try store.drop(export)
    #expect(store.live.first?.version?.blog.slug == "blogger-1")
    for host in ["b.example", "a.example", "c.example"] {
      let claim = BlogClaim(host: host, platform: "blogger-1")
      try Reconciler(catalogue: store).admit(blog: Blog(), claim: claim)
    }
    #expect(store.hosts == ["blogger-1": "a.example"])
    export.add(.sample("B", id: "2", text: "y"), blog: number)
    try store.drop(export)
    #expect(
      store.live.allSatisfy { $0.version?.blog.slug == "a.example" || $0.id == store.live[0].id }
    )
    #expect(store.live.last?.version?.blog.slug == "a.example")
  }

  @Test func `ids have their shape`() throws {
    var document = Document(name: "export")
    document.add(.sample("A", id: "1", text: "x"))
    document.add(.sample("one"))
    let store = MemoryCatalogue()
    try store.drop(document)
    let ids = store.published.map(\.id) + store.commentIDs
    for (id, prefix) in zip(ids, ["p_", "c_"]) {
      #expect(id.hasPrefix(prefix))
      #expect(id.dropFirst(2).count == 26)
      #expect(id.dropFirst(2).allSatisfy { "abcdefghijklmnopqrstuvwxyz234567".contains($0) })
    }
  }

  @Test func `a first import reads no words and each head once`() throws {
    var document = Document(name: "export")
    for index in 0..<500 {
      document.add(.sample("Title \(index)", id: "\(index)", day: index, text: prose(index)))
      for number in 0..<6 { document.add(.sample("Comment \(number)", id: "\(index)-\(number)")) }
    }
    let store = MemoryCatalogue()
    let counts = try store.drop(document)
    #expect(counts.added == 3_500)
    #expect(store.rowsRead == 3_500)
  }
}
