import Testing
import Weblog
import WeblogTesting

@testable import Reconciliation

struct LawTests {
  @Test(arguments: 0..<120 as Range<UInt64>)
  func `any order of arrival gives the same store`(seed: UInt64) throws {
    let universe = Universe(seed: seed)
    let first = MemoryCatalogue()
    for document in universe.documents { try first.drop(document) }
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      let other = MemoryCatalogue()
      for document in universe.documents.shuffled(using: &generator) { try other.drop(document) }
      #expect(other.shown == first.shown)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the same receipts in the same order give the same ids`(seed: UInt64) throws {
    let universe = Universe(seed: seed)
    let stores = try (0..<2).map { _ in
      let store = MemoryCatalogue()
      for document in universe.documents { try store.drop(document) }
      return store
    }
    #expect(stores[0].published.map(\.id) == stores[1].published.map(\.id))
    #expect(stores[0].commentIDs == stores[1].commentIDs)
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `dropping a document twice changes no post and no comment`(seed: UInt64) throws {
    let universe = Universe(seed: seed)
    let store = MemoryCatalogue()
    for document in universe.documents { try store.drop(document) }
    let before = words(in: store)
    for var document in universe.documents {
      document.name += " again"
      let counts = try store.drop(document)
      #expect(counts.added == 0)
      #expect(counts.updated == 0)
    }
    #expect(words(in: store) == before)
  }

  /// Ids, hashes and threads: all that makes a revision.
  private func words(in store: MemoryCatalogue) -> [String] {
    store.live.map { record in
      let discussion = record.discussion.map {
        "\(store.commentIDs[Int($0.comment) - 1]) \($0.position) \($0.words.contentHash?.bytes ?? [])"
      }
      return "\(record.id) \(record.version?.contentHash ?? []) \(discussion)"
    }
    .sorted()
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `nothing that was parsed is missing`(seed: UInt64) throws {
    let store = MemoryCatalogue()
    for document in Universe(seed: seed).documents { try store.drop(document) }
    let live = Dictionary(uniqueKeysWithValues: store.live.map { (store.number(of: $0), $0) })
    for kept in store.posts {
      let record = try #require(kept.post.flatMap { live[$0] })
      let post = try #require(store.post(of: record))
      expectWords(of: kept.sighting.post, in: post)
    }
    var shown: [Int64: Comment] = [:]
    for version in store.live.flatMap(\.discussion) {
      #expect(shown[version.comment] == nil)
      shown[version.comment] = store.comment(of: version)
    }
    for kept in store.comments {
      let comment = try #require(kept.comment.flatMap { shown[$0] })
      let said = comment.contentText + comment.ext.map(\.value).joined(separator: " ")
      #expect(said.contains(kept.sighting.comment.contentText))
    }
  }

  private func expectWords(of source: Post, in post: Post) {
    var places = [post.title, post.summary, post.slug, post.publishedRaw, post.contentText]
    places += post.ext.map(\.value) + post.tags
    let said = Set(places.compactMap(\.self).flatMap { $0.split(separator: " ") })
    let words = [source.title, source.summary, source.contentText].compactMap(\.self)
      .flatMap { $0.split(separator: " ") }
    #expect(said.isSuperset(of: words))
    #expect(Set(post.nativeIDs).isSuperset(of: source.nativeIDs))
    let addresses = Set([post.url].compactMap(\.self) + post.urlAliases)
    #expect(addresses.isSuperset(of: [source.url].compactMap(\.self)))
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `no two comments of one document become one`(seed: UInt64) throws {
    let store = MemoryCatalogue()
    for document in Universe(seed: seed).documents { try store.drop(document) }
    struct Standing: Hashable {
      var source: Int64
      var comment: Int64?
    }
    let standings = store.comments.map { Standing(source: $0.source, comment: $0.comment) }
    #expect(Set(standings).count == standings.count)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a draft never becomes public through a feed or a text`(seed: UInt64) throws {
    let store = MemoryCatalogue()
    for document in Universe(seed: seed, documents: 10).documents { try store.drop(document) }
    let drafts = Set(
      store.posts.filter { $0.sighting.rank == .export && $0.sighting.post.status == .draft }
        .compactMap(\.post)
    )
    for record in store.live where drafts.contains(store.number(of: record)) {
      #expect(store.post(of: record)?.status == .draft)
    }
  }

  @Test(arguments: 0..<120 as Range<UInt64>)
  func `a document taken back leaves the store as if it had never come`(seed: UInt64) throws {
    let universe = Universe(seed: seed)
    for index in universe.documents.indices {
      let without = MemoryCatalogue()
      for (place, document) in universe.documents.enumerated() where place != index {
        try without.drop(document)
      }
      let store = MemoryCatalogue()
      for document in universe.documents { try store.drop(document) }
      let whole = store.shown
      try store.takeBack(Int64(index) + 1)
      #expect(store.shown == without.shown)
      try store.drop(universe.documents[index])
      #expect(store.shown == whole)
    }
  }

  @Test func `a key that too many shared tells again when they are gone`() throws {
    let store = MemoryCatalogue()
    var crowd = Document(name: "crowd")
    for index in 0...Component.mostPostsOfKey {
      crowd.add(.sample("Post \(index)", url: "https://blog.example/", text: prose(index)))
    }
    let pair = [("a", SourceRank.feed), ("b", .page)].map { name, rank in
      var document = Document(name: name)
      document.add(.sample("One", url: "https://blog.example/", text: prose(999)), rank)
      return document
    }
    let alone = MemoryCatalogue()
    for document in pair {
      try store.drop(document)
      try alone.drop(document)
    }
    try store.drop(crowd)
    try store.takeBack(3)
    #expect(store.shown == alone.shown)
  }
}

extension MemoryCatalogue {
  fileprivate func takeBack(_ source: Int64) throws {
    let lost = lose(source)
    try Resettlement.settle(without: lost, in: self)
    endUnseen(Set(lost.compactMap(\.post)))
  }
}
