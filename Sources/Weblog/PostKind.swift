/// What a post is.
package enum PostKind: String, CaseIterable, Hashable, Sendable {
  case post, page, attachment, response, link, quote, photo, audio, video
}
