import Weblog

/// Works out what the store is to say when sightings are gone that had a part in it.
///
/// What the store says is a function of the set of sightings. So whatever the lost ones touched is
/// settled again without them: the posts they stood for, and everybody who shares a key with one of them,
/// because a key that too many had may be telling again.
package enum Resettlement {
  /// Settles whatever the lost sightings had a part in.
  ///
  /// - Parameters:
  ///   - lost: sightings that the catalogue does not hold any more, each with the post it stood for.
  ///   - catalogue: what is left.
  /// - Throws: what the catalogue throws.
  package static func settle(without lost: [PostMember], in catalogue: any Catalogue) throws {
    let posts = Set(lost.compactMap(\.post))
    var settlement = Settlement(
      catalogue: catalogue,
      evidence: BlogEvidence(catalogue: catalogue),
      disturbed: posts
    )
    for post in posts.sorted() {
      for member in try catalogue.postMembers(of: post) { try settlement.resettle(member) }
    }
    for member in lost {
      for key in member.keys {
        let numbers = try catalogue.postSightings(sharing: key, after: 0, limit: .max)
        for other in try catalogue.postMembers(numbers) { try settlement.resettle(other) }
      }
    }
  }
}
