/// Why the settings cannot be used, in a sentence that names the setting and the cure.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}
