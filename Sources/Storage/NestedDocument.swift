import Weblog

/// One post with its discussion as one JSON document: every comment under the one it answers.
package struct NestedDocument {
  private let post: PublishedPost
  private let comments: [PublishedComment]

  /// Deeper replies are written beside their parent at this depth, so that a hostile thread does not
  /// nest without end.
  private static let mostDepth = 200

  /// `comments` are in thread order.
  package init(post: PublishedPost, comments: [PublishedComment]) {
    self.post = post
    self.comments = comments
  }

  /// With a final newline.
  package var json: [UInt8] {
    let children = Dictionary(grouping: comments.indices) { comments[$0].parentID }
    var writer = JSONWriter()
    writer.object {
      $0.members(of: post)
      $0.key("comments")
      write(children[nil] ?? [], children, depth: 0, to: &$0)
    }
    writer.newline()
    return writer.bytes
  }

  private func write(
    _ indices: [Int],
    _ children: [String?: [Int]],
    depth: Int,
    to writer: inout JSONWriter
  ) {
    let flat = depth < Self.mostDepth ? indices : indices.flatMap { descendants(of: $0, children) }
    writer.array(flat) { writer, index in
      writer.object {
        $0.members(of: comments[index])
        $0.key("replies")
        let replies = depth < Self.mostDepth ? children[comments[index].id] ?? [] : []
        write(replies, children, depth: depth + 1, to: &$0)
      }
    }
  }

  private func descendants(of index: Int, _ children: [String?: [Int]]) -> [Int] {
    var found: [Int] = []
    var pending = [index]
    while let next = pending.popLast() {
      found.append(next)
      pending += (children[comments[next].id] ?? []).reversed()
    }
    return found
  }
}
