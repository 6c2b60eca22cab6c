/// Where a post stands in its life at the blog.
package enum PostStatus: String, CaseIterable, Hashable, Sendable {
  case published, draft, scheduled, pending, `private`, trashed
}
