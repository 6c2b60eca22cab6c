/// What an export says of the blog itself.
///
/// A document may say it in several pieces.
package struct BlogEntry: Hashable, Sendable {
  package var title: MarkedText?
  package var subtitle: MarkedText?
  /// The blog's home page, absolute.
  package var url: String?
  package var nativeIDs: [NativeID] = []
  package var language: String?
  package var authors: [Author] = []
  package var ext: [Extra] = []

  package init() {}
}
