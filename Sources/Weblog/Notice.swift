/// Something worth saying about a document that did not stop it from being read.
///
/// Notices of one code are counted, not listed: a file with a million stray bytes has one notice.
package struct Notice: Hashable, Sendable {
  /// A stable name in kebab case, such as `control-character`.
  package var code: String
  package var count: Int
  /// Bytes before the first occurrence in the document, when it has a place.
  package var firstOffset: Int64?

  package init(code: String, count: Int = 1, firstOffset: Int64? = nil) {
    self.code = code
    self.count = count
    self.firstOffset = firstOffset
  }
}
