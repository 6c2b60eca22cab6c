/// How many entries of each kind a document holds.
///
/// Kept twice on the way, by whoever reads the document and by whoever keeps its entries: only where both agree has
/// the document been taken in.
package struct EntryCounts: Hashable, Sendable {
  package var posts = 0
  package var comments = 0
  /// Media of posts that came earlier in the document.
  package var media = 0

  package init() {}

  package var total: Int { posts + comments + media }

  package mutating func add(_ entry: Entry) {
    switch entry {
    case .blog: break
    case .post: posts += 1
    case .comment: comments += 1
    case .medium: media += 1
    }
  }
}
