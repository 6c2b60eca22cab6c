/// An identifier that the exporting platform itself gave to a post, a comment or a blog.
///
/// `space` says whose numbering it is (`blogger`, `wordpress`, `guid`, …); `id` is unique within it,
/// for Blogger in the shape `8070105920543249955.post-123`.
package struct NativeID: Hashable, Comparable, Sendable {
  package var space: String
  package var id: String

  package init(space: String, id: String) {
    self.space = space
    self.id = id
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.space, left.id) < (right.space, right.id)
  }
}
