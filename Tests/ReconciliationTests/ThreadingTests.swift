import Reconciliation
import Testing
import Weblog

struct ThreadingTests {
  private struct Reply {
    var id: String
    var parent: CommentReference?
    var depth: Int?
    var time: Int64?
  }

  private func thread(_ replies: Reply...) -> [Threading.Place] {
    Threading(
      replies.enumerated().map { index, reply in
        let comment = Comment.sample(reply.id, at: reply.time, id: reply.id)
        return [
          CommentMember(
            number: Int64(index + 1),
            source: 1,
            postSighting: 1,
            ordinal: index,
            comment: nil,
            rank: .export,
            nativeIDs: comment.nativeIDs,
            parent: reply.parent,
            depth: reply.depth,
            authorName: nil,
            publishedAt: comment.publishedAt,
            publishedOn: comment.publishedOn,
            bodyHash: 1,
            status: .approved,
            contentHash: []
          )
        ]
      }
    )
    .places
  }

  private func native(_ id: String) -> CommentReference {
    .native(NativeID(space: "blogger", id: "1.post-\(id)"))
  }

  @Test func `a reply to a reply stands under it`() {
    let places = thread(
      Reply(id: "a", depth: 0, time: 1),
      Reply(id: "b", depth: 0, time: 2),
      Reply(id: "c", parent: native("a"), time: 3),
      Reply(id: "d", parent: native("c"), time: 4),
      Reply(id: "e", parent: native("a"), time: 5)
    )
    #expect(places.map(\.index) == [0, 2, 3, 4, 1])
    #expect(places.map(\.parent) == [nil, 0, 2, 0, nil])
    #expect(places.map(\.depth) == [0, 1, 2, 1, 0])
  }

  @Test func `a reply may come before the comment it answers`() {
    let places = thread(Reply(id: "b", parent: .ordinal(1)), Reply(id: "a", depth: 0))
    #expect(places.map(\.index) == [1, 0])
    #expect(places.map(\.depth) == [0, 1])
  }

  @Test func `a reply to nobody keeps its place and the depth it claims`() {
    let places = thread(
      Reply(id: "a", depth: 0),
      Reply(id: "b", parent: native("gone"), depth: 3),
      Reply(id: "c", parent: .ordinal(99)),
      Reply(id: "d", parent: .ordinal(3))
    )
    #expect(places.map(\.index) == [0, 1, 2, 3])
    #expect(places.map(\.parent) == [nil, nil, nil, nil])
    #expect(places.map(\.depth) == [0, 3, nil, nil])
  }

  @Test func `comments that answer each other in a circle all survive`() {
    let places = thread(
      Reply(id: "a", parent: native("c"), depth: 0),
      Reply(id: "b", parent: native("a")),
      Reply(id: "c", parent: native("b")),
      Reply(id: "d", parent: native("c"), depth: .max)
    )
    #expect(places.map(\.index) == [0, 1, 2, 3])
    #expect(places.map(\.parent) == [nil, 0, 1, 2])
    #expect(places.map(\.depth) == [0, 1, 2, 3])
  }

  @Test func `a hundred thousand replies in one line need no stack`() {
    let replies = (0..<100_000).map { index in
      [
        CommentMember(
          number: Int64(index + 1),
          source: 1,
          postSighting: 1,
          ordinal: index,
          comment: nil,
          rank: .text,
          nativeIDs: [],
          parent: index == 0 ? nil : .ordinal(index - 1),
          depth: index == 0 ? 0 : nil,
          authorName: nil,
          publishedAt: nil,
          publishedOn: nil,
          bodyHash: 1,
          status: .approved,
          contentHash: []
        )
      ]
    }
    #expect(Threading(replies).places.last?.depth == 99_999)
  }
}
