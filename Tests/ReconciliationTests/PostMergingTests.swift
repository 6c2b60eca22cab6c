import Reconciliation
import Testing
import Weblog

struct PostMergingTests {
  /// Merges in both orders and checks that it makes no difference.
  private func merge(_ posts: [(Post, SourceRank)]) -> PostMerging {
    let sightings = posts.enumerated().map { index, pair in
      let (post, rank) = pair
      let blog = BlogClaim()
      let sighting = PostSighting(of: post, locator: "entry \(index)", rank: rank, blog: blog)
      return Sighted(number: Int64(index + 1), sighting: sighting)
    }
    let merging = PostMerging(of: sightings)
    let reversed = PostMerging(of: sightings.reversed())
    #expect(merging.post == reversed.post)
    #expect(merging.credits == reversed.credits)
    return merging
  }

  @Test(arguments: [SourceRank.text, .feed, .page])
  func `what the export hides no lower source makes public`(rank: SourceRank) {
    for status in PostStatus.allCases {
      for visibility in Visibility.allCases {
        var hidden = Post.sample("A", text: "x")
        hidden.status = status
        hidden.visibility = visibility
        let shown = merge([(hidden, .export), (.sample("A", text: "x y"), rank)]).post
        #expect(shown.status == status)
        #expect(shown.visibility == visibility)
      }
    }
  }

  @Test func `of two exports the later update decides, and without one the stricter`() {
    var draft = Post.sample("A")
    draft.status = .draft
    #expect(merge([(draft, .export), (.sample("A"), .export)]).post.status == .draft)
    var published = Post.sample("A")
    draft.updatedAt = Instant(millisecondsSinceEpoch: 1)
    published.updatedAt = Instant(millisecondsSinceEpoch: 2)
    #expect(merge([(draft, .export), (published, .export)]).post.status == .published)
  }

  @Test func `an excerpt never beats the full body`() {
    let full = prose(1, words: 200)
    let excerpt = full.split(separator: " ").prefix(40).joined(separator: " ")
    let merged = merge([(.sample(text: excerpt), .export), (.sample(text: full), .text)]).post
    #expect(merged.contentText == full)
    #expect(merged.ext.isEmpty)
  }

  @Test func `a page's surroundings do not beat the export's body`() {
    let body = prose(1, words: 200)
    let page = "Home About " + body + " Share this"
    let merged = merge([(.sample(text: body), .export), (.sample(text: page), .page)]).post
    #expect(merged.contentText == body)
    #expect(merged.ext == [Extra(name: "alternative/content_text", value: page)])
  }

  @Test func `every address, tag and id is kept, the winner's first`() {
    var one = Post.sample("A", id: "1", url: "https://blog.example/a")
    one.tags = ["b", "a"]
    one.urlAliases = ["https://blog.example/?p=1"]
    var two = Post.sample("A", url: "https://blog.example/old")
    two.tags = ["a", "c"]
    let merged = merge([(two, .page), (one, .export)]).post
    #expect(merged.tags == ["b", "a", "c"])
    #expect(merged.url == "https://blog.example/a")
    #expect(merged.urlAliases == ["https://blog.example/?p=1", "https://blog.example/old"])
    #expect(merged.nativeIDs.count == 1)
  }

  @Test func `an instant beats a bare day that is as early`() {
    var exact = Post.sample("A", day: 3)
    exact.publishedAt = Instant(millisecondsSinceEpoch: 16_003 * 86_400_000 + 5)
    exact.publishedRaw = "exact"
    let merged = merge([(exact, .feed), (.sample("A", day: 3), .page)]).post
    #expect(merged.publishedAt == exact.publishedAt)
    #expect(merged.publishedRaw == "exact")
  }

  @Test func `1970 is no day of publication`() {
    var zero = Post.sample("A")
    zero.publishedAt = Instant(millisecondsSinceEpoch: 0)
    let merged = merge([(zero, .export), (.sample("A", day: 3), .page)]).post
    #expect(merged.publishedOn == CalendarDay(daysSinceEpoch: 16_003))
    #expect(merged.publishedAt == nil)
  }

  @Test func `a stub gives its number and nothing else`() {
    let merging = merge([(.sample(id: "1"), .stub), (.sample("A", text: "x"), .text)])
    #expect(merging.post.title == "A")
    #expect(merging.post.nativeIDs.count == 1)
    #expect(
      merging.credits.map(\.fields) == [
        ["kind", "status", "visibility", "title", "content_text"], ["native_ids"],
      ]
    )
  }

  @Test func `the largest declared number of comments counts`() {
    var few = Post.sample("A")
    few.commentsDeclared = 3
    var many = Post.sample("A", text: "x")
    many.commentsDeclared = 21
    #expect(merge([(few, .export), (many, .text)]).post.commentsDeclared == 21)
  }

  @Test func `a losing title is kept beside the winner`() {
    let merged = merge([(.sample("New"), .export), (.sample("Old"), .page)]).post
    #expect(merged.title == "New")
    #expect(merged.ext == [Extra(name: "alternative/title", value: "Old")])
  }
}
