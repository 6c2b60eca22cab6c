import Normalization
package import Reconciliation
package import Weblog

/// One entry on its way from a worker to the store: normal form with everything costly computed.
package enum SightedItem: Sendable {
  case blog(Blog, BlogClaim)
  case post(PostSighting)
  case comment(CommentSighting)
}

extension SightedItem {
  init(_ form: NormalForm) {
    switch form {
    case .blog(let blog, let claim): self = .blog(blog, claim)
    case .post(let normal):
      self = .post(
        PostSighting(
          of: normal.post,
          locator: normal.locator,
          rank: normal.rank,
          blog: normal.blog
        )
      )
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
