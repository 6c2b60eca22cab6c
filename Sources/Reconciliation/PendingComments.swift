import Weblog

/// Comments whose post has not come yet in the document, bounded in number and bytes.
struct PendingComments {
  static let mostComments = 10_000
  static let mostBytes = 16 << 20

  struct Group {
    var reference: PostReference
    var comments: [CommentSighting]
  }

  private var groups: [IdentityKey: Group] = [:]
  private var order: [IdentityKey] = []
  private var count = 0
  private var bytes = 0

  var isFull: Bool { count >= Self.mostComments || bytes >= Self.mostBytes }

  var isEmpty: Bool { count == 0 }

  mutating func append(_ comment: CommentSighting, under key: IdentityKey) {
    if groups[key] == nil {
      groups[key] = Group(reference: comment.post, comments: [])
      order.append(key)
    }
    groups[key]?.comments.append(comment)
    count += 1
    bytes += Self.size(of: comment)
  }

  mutating func take(_ key: IdentityKey) -> [CommentSighting] {
    guard let group = groups.removeValue(forKey: key) else { return [] }
    count -= group.comments.count
    bytes -= group.comments.reduce(0) { $0 + Self.size(of: $1) }
    return group.comments
  }

  /// Everything, in the order in which the posts were first referred to.
  mutating func takeAll() -> [(key: IdentityKey, group: Group)] {
    defer { self = Self() }
    return order.compactMap { key in
      groups.removeValue(forKey: key).map { (key, $0) }
    }
  }

  private static func size(of comment: CommentSighting) -> Int {
    comment.comment.contentText.utf8.count + (comment.comment.contentHTML?.utf8.count ?? 0)
  }
}
