/// Which sighting said something, and which fields of the merged record are its words.
package struct Provenance: Hashable, Sendable {
  package var sighting: Int64
  package var source: Int64
  package var locator: String
  /// Published field names in schema order.
  package var fields: [String]

  package init(sighting: Int64, source: Int64, locator: String, fields: [String]) {
    self.sighting = sighting
    self.source = source
    self.locator = locator
    self.fields = fields
  }
}
