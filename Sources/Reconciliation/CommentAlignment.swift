import Weblog

/// *Same comment?* among all the sightings under one post.
///
/// The documents are laid one after the other over a growing line of comments, the most trusted and
/// largest first: ids, then author, time and body, then the body alone, paired in order and one to one,
/// so that a comment repeated within a document stays repeated. What is left is put in after its
/// neighbour. The order of the documents is one of content, so the outcome is a function of the set of
/// sightings. A document that lists the newest first is read backwards.
///
/// Shortened or edited wordings are not looked for yet: that rule belongs between the last pairing and
/// `insertRest`.
package struct CommentAlignment {
  /// The distinct comments in a common order, each with its sightings, the most trusted first.
  package private(set) var comments: [[CommentMember]] = []

  package init(of members: [CommentMember]) {
    let documents = CommentDocument.documents(of: members)
    guard documents.count > 1 || documents.contains(where: \.repeatsID) else {
      comments = members.sorted { $0.number < $1.number }.map { [$0] }
      return
    }
    var line = CommentLine()
    for document in documents { line.lay(document) }
    comments = line.comments
  }
}
