/// Who may read a post at the blog.
package enum Visibility: String, CaseIterable, Hashable, Sendable {
  case `public`, members, paid, password, `private`
}
