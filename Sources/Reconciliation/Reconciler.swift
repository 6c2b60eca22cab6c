package import Weblog

/// Takes in the sightings of one document and settles what the store is to say.
///
/// One per document and transaction. Sightings are handed to the catalogue at once; in memory stay only
/// the keys and dates of the document's posts, a few hundred bytes each, and a bounded number of
/// comments whose post has not come yet.
package final class Reconciler {
  private let catalogue: any Catalogue
  private var evidence: BlogEvidence
  /// What was handed to the catalogue so far.
  package private(set) var kept = KeptEntries()
  private var admitted: [AdmittedPost] = []
  private var keys: [IdentityKey] = []
  /// The first sighting of this document that has a native id or an address.
  private var sightingOfName: [IdentityKey: Int] = [:]
  private var preceding: Int?
  private var pending = PendingComments()
  private var claim = BlogClaim()

  package init(catalogue: any Catalogue) {
    self.catalogue = catalogue
    evidence = BlogEvidence(catalogue: catalogue)
  }

  package func admit(blog: Blog, claim: BlogClaim) throws {
    self.claim = claim
    try catalogue.keep(blog, claim: claim)
    try evidence.consider(claim)
  }

  package func admit(_ sighting: PostSighting) throws {
    claim = sighting.blog
    preceding = try keep(sighting)
    kept.entries.posts += 1
    try evidence.consider(sighting.blog)
  }

  /// Takes in a stub that adds a medium to a post of this document.
  package func admit(medium sighting: PostSighting) throws {
    _ = try keep(sighting)
    kept.entries.media += 1
  }

  package func admit(_ comment: CommentSighting) throws {
    guard let key = comment.post.key else {
      let index = try preceding ?? keep(stub: .stub(ofOrphan: comment, blog: claim))
      preceding = index
      return try keep(comment, under: index)
    }
    if let index = sightingOfName[key] { return try keep(comment, under: index) }
    pending.append(comment, under: key)
    if pending.isFull { try keepPending() }
  }

  /// Decides about everything admitted and publishes what changed.
  ///
  /// To be called once, at the end.
  package func settle() throws {
    try keepPending()
    var settlement = Settlement(catalogue: catalogue, evidence: evidence)
    try settlement.settle(admitted, keys: keys)
  }

  private func keep(stub: PostSighting) throws -> Int {
    kept.stubs += 1
    return try keep(stub)
  }

  /// - Returns: the sighting's place in `admitted`.
  private func keep(_ sighting: PostSighting) throws -> Int {
    let index = admitted.count
    let start = keys.count
    keys += sighting.keys
    admitted.append(
      AdmittedPost(
        number: try catalogue.keep(sighting),
        keys: start..<keys.count,
        publishedAt: sighting.post.publishedAt,
        publishedOn: sighting.post.publishedOn,
        commentsDeclared: sighting.post.commentsDeclared
      )
    )
    for key in sighting.keys where key.rule == .nativeID || key.rule == .url {
      if sightingOfName[key] == nil { sightingOfName[key] = index }
      for comment in pending.isEmpty ? [] : pending.take(key) {
        try keep(comment, under: index)
      }
    }
    return index
  }

  private func keep(_ comment: CommentSighting, under index: Int) throws {
    let ordinal = admitted[index].comments
    admitted[index].comments += 1
    _ = try catalogue.keep(comment, underSighting: admitted[index].number, ordinal: ordinal)
    kept.entries.comments += 1
  }

  /// Makes a stub of each post that only its comments name, so that nothing is lost; the post itself
  /// joins it when it comes.
  private func keepPending() throws {
    for (_, group) in pending.takeAll() {
      let locator = group.comments.first?.locator ?? ""
      let index = try keep(stub: .stub(of: group.reference, locator: locator, blog: claim))
      for comment in group.comments { try keep(comment, under: index) }
    }
  }
}

extension PostReference {
  fileprivate var key: IdentityKey? {
    switch self {
    case .preceding: nil
    case .native(let id): Identity.key(of: id)
    case .url(let url): Identity.key(ofURL: url)
    }
  }
}

extension PostSighting {
  fileprivate static func stub(
    of reference: PostReference,
    locator: String,
    blog: BlogClaim
  ) -> PostSighting {
    var post = Post()
    switch reference {
    case .preceding: break
    case .native(let id): post.nativeIDs = [id]
    case .url(let url): post.url = url
    }
    return PostSighting(of: post, locator: locator, rank: .stub, blog: blog)
  }

  /// A comment before any post names none: the stub is known by the comment's content, so that the
  /// same document dropped again meets it.
  fileprivate static func stub(ofOrphan comment: CommentSighting, blog: BlogClaim) -> PostSighting {
    var stub = stub(of: .preceding, locator: comment.locator, blog: blog)
    stub.keys = [IdentityKey(rule: .body, bytes: [1] + comment.contentHash)]
    return stub
  }
}
