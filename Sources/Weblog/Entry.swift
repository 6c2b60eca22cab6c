/// One item of an export exactly as exported, before normal form.
package enum Entry: Hashable, Sendable {
  case blog(BlogEntry)
  case post(PostEntry)
  case comment(CommentEntry)
  case medium(MediumEntry)
}
