import GRDB
import Reconciliation
import Weblog

/// Reading a document again of which not everything was kept: what is there stays under its number, what is missing is
/// added, and comments that were without their post get to it.
extension CatalogueSession {
  package var isReadAgain: Bool { known != nil }

  package func hasGrown(_ sighting: Int64) -> Bool { known?.grown.contains(sighting) ?? false }

  /// - Returns: `nil` for a comment that was not kept before.
  func keepAgain(
    _ sighting: CommentSighting,
    _ postSighting: Int64,
    _ ordinal: Int
  ) throws -> Int64? {
    guard let before = known?.takeComment(at: sighting.locator) else {
      known?.grown.insert(postSighting)
      return nil
    }
    counts.comments += 1
    guard before.postSighting != postSighting || before.ordinal != ordinal else {
      return before.number
    }
    known?.grown.insert(postSighting)
    try run { database in
      try database.change(
        "UPDATE comment_sightings SET post_sighting = ?, ordinal = ? WHERE number = ?",
        [postSighting, ordinal, before.number]
      )
      if before.postSighting != postSighting {
        known?.moved[before.postSighting] = postSighting
        // The post that the stub stood for is this one, and keeps its id.
        try database.change(
          """
          UPDATE post_sightings SET post = (SELECT post FROM post_sightings WHERE number = ?)
          WHERE number = ? AND post IS NULL
          """,
          [before.postSighting, postSighting]
        )
      }
    }
    return before.number
  }

  /// Takes away stubs whose comments have all gone to their posts; to be called before settling.
  ///
  /// - Returns: the posts that nothing stands for any more, each with the sighting that took its comments.
  package func dropSuperfluousStubs() throws -> [(post: Int64, heir: Int64)] {
    guard let known else { return [] }
    return try run { database in
      var deserted: [(post: Int64, heir: Int64)] = []
      for stub in known.superfluousStubs {
        guard let heir = known.moved[stub], try database.isWithoutComments(stub) else { continue }
        let post = try database.number("SELECT post FROM post_sightings WHERE number = ?", [stub])
        try database.deletePostSighting(stub)
        if let post, try database.isDeserted(post) { deserted.append((post, heir)) }
      }
      return deserted
    }
  }

  /// Redirects the ids of posts that turned out to be others; to be called after settling.
  package func retire(_ deserted: [(post: Int64, heir: Int64)]) throws {
    for (post, heir) in deserted {
      let survivor = try run {
        try $0.number("SELECT post FROM post_sightings WHERE number = ?", [heir])
      }
      if let survivor, survivor != post { try retire(post: post, into: survivor) }
    }
  }
}

extension Database {
  fileprivate func isWithoutComments(_ sighting: Int64) throws -> Bool {
    try number("SELECT 1 FROM comment_sightings WHERE post_sighting = ? LIMIT 1", [sighting]) == nil
  }

  fileprivate func isDeserted(_ post: Int64) throws -> Bool {
    try number("SELECT 1 FROM post_sightings WHERE post = ? LIMIT 1", [post]) == nil
  }

  func deletePostSighting(_ number: Int64) throws {
    try change("DELETE FROM keys WHERE sighting = ?", [number])
    try change("DELETE FROM urls WHERE sighting = ?", [number])
    try change("DELETE FROM post_words WHERE sighting = ?", [number])
    try change("DELETE FROM post_sightings WHERE number = ?", [number])
  }
}
