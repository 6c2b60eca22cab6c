/// A file that a post refers to.
///
/// It is named, never fetched.
package struct Medium: Hashable, Sendable {
  package var url: String
  /// `enclosure`, `thumbnail`, `attachment`, `featured` or `inline`.
  package var role: String
  /// The media type as the source states it, such as `image/jpeg`.
  package var type: String?
  package var bytes: Int?
  package var title: String?

  package init(
    url: String,
    role: String,
    type: String? = nil,
    bytes: Int? = nil,
    title: String? = nil
  ) {
    self.url = url
    self.role = role
    self.type = type
    self.bytes = bytes
    self.title = title
  }
}
