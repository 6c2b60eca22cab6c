/// Which file said something, where in it, and which fields of the record are its words.
package struct SourceReference: Hashable, Sendable {
  /// A source id, `s_…`.
  package var source: String
  package var locator: String
  package var fields: [String]

  package init(source: String, locator: String, fields: [String]) {
    self.source = source
    self.locator = locator
    self.fields = fields
  }
}
