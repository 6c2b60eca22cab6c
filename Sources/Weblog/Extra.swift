/// Something the format carries that the model has no field for, kept in source order as text.
package struct Extra: Hashable, Sendable {
  /// The prefixed name as in the format's documentation, such as `gd:extendedProperty/blogger.itemClass`.
  package var name: String
  package var value: String

  /// Bytes of the longest name that readers keep: names are paths, and repeated with every value below.
  package static let longestName = 512

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
