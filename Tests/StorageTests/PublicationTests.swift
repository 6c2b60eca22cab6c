import Foundation
import Storage
import Testing
import Weblog

@Suite struct PublicationTests {
  @Test func `a post with its comments is published as the schema orders its fields`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"])]))
    let post = SampleReconciler.id("p_", "one")
    let comment = SampleReconciler.id("c_", "oneHello")
    let source = "s_" + ContentHash(of: [UInt8]("document a\n".utf8)).hex
    let posts = bench.published("posts/")
    #expect(posts.keys.sorted() == ["posts/blog=example.org/year=2014/posts.ndjson"])
    let hash = try #require(try bench.records("posts").first?["content_hash"] as? String)
    #expect(
      posts.values.first == """
        {"id":"\(post)","revision":1,"blog_slug":"example.org","kind":"post","status":"published",\
        "visibility":"public","title":"A title","slug":null,"url":null,"language":null,\
        "summary":null,"url_aliases":[],"tags":[],"native_ids":[{"space":"test","id":"one"}],\
        "published_at":null,"updated_at":null,"published_on":"2014-02-04","published_raw":null,\
        "updated_raw":null,"authors":[],"content_html":"<p>Words.</p>","content_text":"Words.",\
        "media":[],"comments_declared":null,"comment_count":1,"sources":[{"source":"\(source)",\
        "locator":"entry 1","fields":["kind","status","visibility","title","native_ids",\
        "published_on","content_html","content_text"]}],"content_hash":"\(hash)","ext":[]}

        """
    )
    #expect(
      bench.published("comments/") == [
        "comments/blog=example.org/year=2014/comments.ndjson": """
        {"id":"\(comment)","post_id":"\(post)","blog_slug":"example.org","revision":1,\
        "parent_id":null,"position":0,"depth":0,"kind":"comment","status":"approved",\
        "author":{"name":"Ann","url":null,"native_id":null},"published_at":null,\
        "published_on":null,"published_raw":null,"content_html":null,"content_text":"Hello",\
        "native_ids":[],"sources":[{"source":"\(source)","locator":"comment",\
        "fields":["kind","status","author","content_text"]}],"ext":[]}

        """
      ]
    )
    #expect(bench.published("blogs").count == 1)
    #expect(
      bench.published("sources/").values.first == """
        {"id":"\(source)","name":"a","container":[],"bytes":11,"format":"sample","variant":null,\
        "encoding":"utf-8","received":"2014-05-13T16:53:20Z","outcome":"ingested",\
        "duplicate_of":null,"counts":{"posts":1,"comments":1,"added":2,"updated":0,"unchanged":0,\
        "skipped":0},"declared":{"posts":null,"comments":null},"repairs":[],"withheld":0,\
        "parser":"winnow 0"}

        """
    )
  }

  @Test func `the manifest names every file with its hash and every segment of the feed`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"])]))
    try bench.accept(SampleDocument("b", [.init("two")]))
    let manifest = try #require(try bench.manifest())
    #expect(manifest["format"] as? String == "winnow-store 1")
    #expect(manifest["store_id"] as? String == "test")
    #expect(manifest["generation"] as? Int == 3)
    let files = try #require(manifest["files"] as? [[String: Any]])
    let changes = try #require(manifest["changes"] as? [String: Any])
    let segments = try #require(changes["segments"] as? [[String: Any]])
    #expect(segments.count == 2)
    #expect((files + segments).count == bench.published().count)
    for file in files + segments {
      let path = try #require(file["path"] as? String)
      let text = try #require(bench.published()[path])
      #expect(file["sha256"] as? String == ContentHash(of: [UInt8](text.utf8)).hex)
      #expect(file["records"] as? Int == text.split(separator: "\n").count)
      #expect(file["bytes"] as? Int == text.utf8.count)
    }
    #expect(manifest["seq"] as? Int == segments.last?["last_seq"] as? Int)
    let counts = try #require(manifest["counts"] as? [String: Int])
    #expect(
      counts == ["blogs": 1, "posts": 2, "comments": 1, "sources": 2, "tombstones": 0]
    )
  }

  @Test func `the same bytes under another name add one source and nothing else`() throws {
    let bench = try Workbench()
    try bench.open()
    let document = SampleDocument("a", [.init("one", comments: ["Hello"])])
    try bench.accept(document)
    let before = bench.published()
    try bench.accept(document, as: "again")
    let after = bench.published()
    for (path, text) in before where !path.hasPrefix("sources/") { #expect(after[path] == text) }
    let sources = try bench.records("sources")
    #expect(sources.map { $0["outcome"] as? String } == ["ingested", "duplicate"])
    #expect((sources[1]["id"] as? String)?.hasSuffix("-2") == true)
    #expect(sources[1]["duplicate_of"] as? String == sources[0]["id"] as? String)
    #expect(after.count == before.count + 1, "one more segment of the feed")
    #expect(try bench.records("changes").count == 5)
  }

  @Test func `another source that says the same is noted without a revision or feed row`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"])]))
    try bench.accept(SampleDocument("b", [.init("one", comments: ["Hello"])]))
    for kind in ["posts", "comments"] {
      let record = try #require(try bench.records(kind).first)
      #expect(record["revision"] as? Int == 1)
      #expect((record["sources"] as? [Any])?.count == 2)
    }
    let feed = try bench.records("changes").map { $0["kind"] as? String }
    #expect(feed == ["post", "comment", "source", "blog", "source"])
    let last = try #require(try bench.records("sources").last?["counts"] as? [String: Int])
    #expect(last["unchanged"] == 2)
    #expect(last["added"] == 0)
  }

  @Test func `a new comment is one revision of its post, and what was there keeps its own`() throws
  {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"])]))
    try bench.accept(SampleDocument("b", [.init("one", comments: ["Hello", "World"])]))
    #expect(try bench.records("posts").first?["revision"] as? Int == 2)
    #expect(try bench.records("comments").map { $0["revision"] as? Int } == [1, 1])
    let counts = try #require(try bench.records("sources").last?["counts"] as? [String: Int])
    #expect(counts["added"] == 1)
    #expect(counts["updated"] == 1)
    #expect(counts["unchanged"] == 1)
  }

  @Test func `a corrected date does not move a record`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", on: (2014, 2, 4))]))
    try bench.accept(SampleDocument("b", [.init("one", on: (2015, 2, 4))]))
    let posts = bench.published("posts/")
    #expect(posts.keys.sorted() == ["posts/blog=example.org/year=2014/posts.ndjson"])
    #expect(try bench.records("posts").first?["published_on"] as? String == "2015-02-04")
  }

  @Test func `a record moves once its blog and its year are known, and the feed says so`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", host: nil, on: nil, comments: ["Hi"])]))
    #expect(
      bench.published("posts/").keys.sorted() == ["posts/blog=_unsorted/year=0000/posts.ndjson"]
    )
    try bench.accept(SampleDocument("b", [.init("one", comments: ["Hi"])]))
    #expect(
      bench.published("posts/").keys.sorted() == ["posts/blog=example.org/year=2014/posts.ndjson"]
    )
    #expect(
      bench.published("comments/").keys.sorted() == [
        "comments/blog=example.org/year=2014/comments.ndjson"
      ]
    )
    #expect(try bench.records("comments").first?["blog_slug"] as? String == "example.org")
    #expect(try bench.records("posts").first?["revision"] as? Int == 2)
    let moves = try bench.records("changes").filter { $0["op"] as? String == "move" }
    #expect(moves.map { $0["kind"] as? String } == ["post", "comment"])
    #expect(moves[0]["path"] as? String == "posts/blog=example.org/year=2014/posts.ndjson")
    #expect(try bench.records("blogs").map { $0["blog_slug"] as? String } == ["example.org"])
  }

  @Test func `what was filed under a platform number follows its host`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(
      SampleDocument("a", [.init("one", host: nil, platform: "blogger-1", comments: ["Hi"])])
    )
    var second = SampleDocument("b", [.init("two")])
    second.learns = ("example.org", "blogger-1")
    try bench.accept(second)
    #expect(bench.published("posts/").count == 1)
    #expect(try bench.records("posts").allSatisfy { $0["blog_slug"] as? String == "example.org" })
    let blogs = try bench.records("blogs")
    #expect(blogs.map { $0["blog_slug"] as? String } == ["example.org"])
    #expect(blogs[0]["post_count"] as? Int == 2)
    #expect(blogs[0]["comment_count"] as? Int == 1)
    let merge = try bench.records("changes").filter { $0["op"] as? String == "merge" }
    #expect(merge.map { $0["into"] as? String } == ["example.org"])
  }

  @Test func `a post that turned out to be another one leaves a tombstone`() throws {
    let bench = try Workbench()
    let store = try bench.open()
    try bench.accept(SampleDocument("a", [.init("one"), .init("two")]))
    let document = IncomingDocument(
      name: "b",
      hash: ContentHash(of: [1]),
      bytes: 1,
      received: bench.now,
      format: "sample",
      parser: "winnow 0"
    )
    let session = try store.begin(document)
    try session.retire(post: 2, into: 1)
    #expect(try session.makePost(id: SampleReconciler.id("p_", "two")) == nil)
    try store.commit(session, completing: nil)
    try store.publishPending()
    #expect(try bench.records("posts").count == 1)
    let tombstone = try #require(try bench.records("tombstones").first)
    #expect(tombstone["id"] as? String == SampleReconciler.id("p_", "two"))
    #expect(tombstone["into"] as? String == SampleReconciler.id("p_", "one"))
    #expect(tombstone["reason"] as? String == "merge")
  }

  @Test func `records go to a further part once a file is full, and never change part`() throws {
    let bench = try Workbench()
    bench.settings.partSize = 40_000
    try bench.open()
    let long = String(repeating: "long words ", count: 1_000)
    try bench.accept(
      SampleDocument("a", (1...3).map { .init("post \($0)", text: long) })
    )
    try bench.accept(SampleDocument("b", [.init("post 1", text: "short now")]))
    let paths = bench.published("posts/").keys.sorted()
    #expect(
      paths == [
        "posts/blog=example.org/year=2014/posts-2.ndjson",
        "posts/blog=example.org/year=2014/posts.ndjson",
      ]
    )
    let first = try Workbench.records(bench.published("posts/")[paths[1]] ?? "")
    let ids = first.compactMap { $0["id"] as? String }
    #expect(ids.contains(SampleReconciler.id("p_", "post 1")))
  }

  @Test func `replaying the feed from the start gives the ids of the store`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", host: nil), .init("two", comments: ["x"])]))
    try bench.accept(SampleDocument("b", [.init("one"), .init("three")]))
    var paths: [String: String] = [:]
    for change in try bench.records("changes") {
      guard let id = change["id"] as? String else { continue }
      if change["op"] as? String == "delete" { paths[id] = nil }
      if let path = change["path"] as? String { paths[id] = path }
    }
    for (path, text) in bench.published() where !path.hasPrefix("changes/") {
      for record in try Workbench.records(text) {
        let id = record["id"] as? String ?? record["blog_slug"] as? String ?? ""
        #expect(paths.removeValue(forKey: id) == path)
      }
    }
    #expect(paths.isEmpty)
  }

  @Test func `a snapshot stays as it was and goes when its time is over`() throws {
    let bench = try Workbench()
    try bench.open()
    try bench.accept(SampleDocument("a", [.init("one")]))
    let folder = try #require(try bench.store?.snapshot())
    let frozen = bench.disk.files(below: folder)
    #expect(frozen.count == 3 + 1 + 1 + 7, "records, feed, manifest, schemas")
    try bench.accept(SampleDocument("b", [.init("one", "Another title")]))
    #expect(bench.disk.files(below: folder) == frozen)
    bench.close()
    bench.now = Instant(millisecondsSinceEpoch: bench.now.millisecondsSinceEpoch + 90_000_000)
    try bench.open()
    #expect(bench.disk.files(below: folder).isEmpty)
  }

  @Test func `writing the store again from the catalogue gives the same bytes`() throws {
    let bench = try Workbench()
    let store = try bench.open()
    try bench.accept(SampleDocument("a", [.init("one", comments: ["Hello"]), .init("two")]))
    try bench.accept(SampleDocument("b", [.init("one", "Changed")]))
    let before = bench.published()
    try store.republish()
    #expect(bench.published() == before)
  }
}
