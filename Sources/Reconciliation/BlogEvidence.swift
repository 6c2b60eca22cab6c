import Weblog

/// What the documents of this transaction and the catalogue know of hosts and platform numbers.
struct BlogEvidence {
  private let catalogue: any Catalogue
  private var hosts: [String: String?] = [:]

  init(catalogue: any Catalogue) { self.catalogue = catalogue }

  /// Remembers a platform number's host once a document shows both.
  ///
  /// Of several hosts the first in the
  /// alphabet is kept, whichever was seen first.
  mutating func consider(_ claim: BlogClaim) throws {
    guard let host = claim.host, let platform = claim.platform else { return }
    if let known = try self.host(ofPlatform: platform), known <= host { return }
    try catalogue.learn(host: host, ofPlatform: platform)
    hosts[platform] = .some(host)
  }

  /// The best that the sightings of one post say, whatever their order.
  mutating func claim(of members: [PostMember]) throws -> BlogClaim {
    let full = members.filter { $0.rank != .stub }
    let claims = (full.isEmpty ? members : full)
      .sorted { ($0.rank, $1.blog.slug) > ($1.rank, $0.blog.slug) }
      .map(\.blog)
    return try resolved(
      BlogClaim(
        host: claims.lazy.compactMap(\.host).first,
        directory: claims.compactMap(\.directory).min(),
        platform: claims.lazy.compactMap(\.platform).first
      )
    )
  }

  private mutating func resolved(_ claim: BlogClaim) throws -> BlogClaim {
    guard claim.host == nil, let platform = claim.platform else { return claim }
    var claim = claim
    claim.host = try host(ofPlatform: platform)
    return claim
  }

  private mutating func host(ofPlatform platform: String) throws -> String? {
    if let known = hosts[platform] { return known }
    let host = try catalogue.host(ofPlatform: platform)
    hosts[platform] = .some(host)
    return host
  }
}
