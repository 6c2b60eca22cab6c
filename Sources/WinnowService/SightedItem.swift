package import Reconciliation
package import Weblog

/// One entry on its way from a worker to the store: normal form with everything costly computed.
package enum SightedItem: Sendable {
  case blog(Blog, BlogClaim)
  case post(PostSighting)
  case comment(CommentSighting)
}
