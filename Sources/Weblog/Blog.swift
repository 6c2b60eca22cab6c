/// A blog in normal form, as one document or all of them describe it.
package struct Blog: Hashable, Sendable {
  package var title: String?
  package var subtitle: String?
  package var url: String?
  package var nativeIDs: [NativeID] = []
  package var language: String?
  package var authors: [Author] = []
  package var ext: [Extra] = []

  package init() {}
}
