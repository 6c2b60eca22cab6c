import Weblog

/// *Same comment?* among all the sightings under one post.
///
/// The documents are laid one after the other over a growing line of comments, the most trusted and
/// largest first: as far as a document begins like one before it the two go the same ways; then ids,
/// then author, time and body, then the body alone, paired in order and one to one, so that a comment
/// repeated within a document stays repeated. What is left is put in after its neighbour. The order of
/// the documents is one of content, so the outcome is a function of the set of sightings. A document that
/// lists the newest first is read backwards.
///
/// Shortened or edited wordings are not looked for yet: that rule belongs between the last pairing and
/// `insertRest`.
package struct CommentAlignment {
  /// The distinct comments in a common order, each with its sightings, the most trusted first.
  package private(set) var comments: CommentGroups
  /// Post sightings whose comments are the first of another document's: they go where those go, so
  /// whoever has the other one need not look at them.
  package private(set) var covered: [Int64] = []
  /// Documents that begin alike went different ways: where those that are covered go can be told
  /// only with all of them in hand.
  package private(set) var isContested = false

  /// - Parameter members: by number.
  package init(of members: [CommentMember]) {
    let documents = CommentDocument.documents(of: members)
    guard documents.count > 1 || documents.contains(where: \.repeatsID) else {
      comments = CommentGroups(alone: members)
      return
    }
    var line = CommentLine()
    for document in documents where line.lay(document) {
      if let place = document.onlyPlace { covered.append(place) }
    }
    comments = line.comments(among: members)
    isContested = line.isContested
  }
}
