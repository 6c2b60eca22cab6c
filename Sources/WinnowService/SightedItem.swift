import Normalization
package import Reconciliation
package import Weblog

/// One entry on its way from a worker to the store: normal form with everything costly computed.
package enum SightedItem: Sendable {
  case blog(Blog, BlogClaim)
  case post(PostSighting)
  case comment(CommentSighting)
  /// A medium of a post that came earlier.
  case medium(PostSighting)
}

extension SightedItem {
  init(_ form: NormalForm) {
    switch form {
    case .blog(let blog, let claim): self = .blog(blog, claim)
    case .post(let normal): self = .post(PostSighting(normal))
    case .medium(let normal): self = .medium(PostSighting(normal))
    case .comment(let normal):
      self = .comment(
        CommentSighting(
          of: normal.comment,
          locator: normal.locator,
          rank: normal.rank,
          post: normal.post,
          parent: normal.parent,
          depth: normal.depth
        )
      )
    }
  }
}

extension PostSighting {
  fileprivate init(_ normal: NormalPost) {
    self.init(of: normal.post, locator: normal.locator, rank: normal.rank, blog: normal.blog)
  }
}

extension Reconciler {
  func admit(_ items: [SightedItem]) throws {
    for item in items {
      switch item {
      case .blog(let blog, let claim): try admit(blog: blog, claim: claim)
      case .post(let sighting): try admit(sighting)
      case .comment(let sighting): try admit(sighting)
      case .medium(let sighting): try admit(medium: sighting)
      }
    }
  }
}
