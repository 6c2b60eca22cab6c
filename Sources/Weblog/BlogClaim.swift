/// What a document says about which blog its items belong to, best evidence first.
///
/// Each value is already in slug form: lower case and safe as one file name.
package struct BlogClaim: Hashable, Sendable {
  /// The blog's host, national blogspot hosts folded into `.com`, plus the first path segment where
  /// one host carries several blogs.
  package var host: String?
  /// The first-level inbox directory that the file was dropped in.
  package var directory: String?
  /// The platform's own number: `blogger-8070105920543249955`.
  package var platform: String?

  package init(host: String? = nil, directory: String? = nil, platform: String? = nil) {
    self.host = host
    self.directory = directory
    self.platform = platform
  }

  /// The slug of items about whose blog nothing at all is known.
  package static let unsorted = "_unsorted"

  /// The key to file under while no other document knows better.
  package var slug: String { host ?? directory ?? platform ?? Self.unsorted }
}
