package import Weblog

/// An entry in normal form, with what deciding about it needs besides its words.
package enum NormalForm: Hashable, Sendable {
  case blog(Blog, BlogClaim)
  case post(NormalPost)
  case comment(NormalComment)
  /// A medium of a post seen earlier: all that is known here of the post is its id.
  case medium(NormalPost)
}
