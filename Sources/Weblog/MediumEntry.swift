/// A file that belongs to a post which the document showed earlier.
///
/// A medium that stands with its post is in the post's `media`; this is for one that comes later, such as
/// an attachment with a record of its own.
package struct MediumEntry: Hashable, Sendable {
  package var locator: String
  /// The post's id in the document's own numbering.
  package var post: NativeID
  package var medium: Medium

  package init(locator: String, post: NativeID, medium: Medium) {
    self.locator = locator
    self.post = post
    self.medium = medium
  }
}
