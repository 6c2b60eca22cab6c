import Weblog

/// Works out what the store is to say when sightings are gone that had a part in it.
///
/// What the store says is a function of the set of sightings. So whatever the lost ones touched is
/// settled again without them: the posts they stood for, and everybody who shares a key with one of them,
/// because a key that too many had may be telling again.
package enum Resettlement {
  /// Settles posts again whose sightings say something else now.
  ///
  /// - Parameters:
  ///   - posts: their numbers.
  ///   - catalogue: what holds them.
  /// - Throws: what the catalogue throws.
  package static func settle(posts: Set<Int64>, in catalogue: any Catalogue) throws {
    try settle(posts: posts, sharing: [], in: catalogue)
  }

  /// Settles whatever the lost sightings had a part in.
  ///
  /// - Parameters:
  ///   - lost: sightings that the catalogue does not hold any more, each with the post it stood for.
  ///   - catalogue: what is left.
  /// - Throws: what the catalogue throws.
  package static func settle(without lost: [PostMember], in catalogue: any Catalogue) throws {
    try settle(posts: Set(lost.compactMap(\.post)), sharing: lost.map(\.keys), in: catalogue)
  }

  private static func settle(
    posts: Set<Int64>,
    sharing keys: [[IdentityKey]],
    in catalogue: any Catalogue
  ) throws {
    var settlement = Settlement(
      catalogue: catalogue,
      evidence: BlogEvidence(catalogue: catalogue),
      disturbed: posts
    )
    for post in posts.sorted() {
      for member in try catalogue.postMembers(of: post) { try settlement.resettle(member) }
    }
    for keys in keys {
      for other in try catalogue.postMembers(sharing: keys) { try settlement.resettle(other) }
    }
  }
}
