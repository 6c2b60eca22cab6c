import Weblog

/// A document's comments from the first to some other, as a hash: equal for documents that begin alike.
///
/// Taken with the process's own seed, so nobody can write two beginnings that meet in one hash. It is
/// never stored and never orders anything.
struct DocumentPath: Hashable {
  let high: Int
  let low: Int

  /// One for each comment, with everything that decides where it goes and what it says.
  static func paths(through document: CommentDocument) -> [DocumentPath] {
    var here = DocumentPath(high: document.rank.rawValue, low: 0)
    return document.members.map { member in
      here = here.followed(by: member)
      return here
    }
  }

  private func followed(by member: CommentMember) -> DocumentPath {
    func hash(_ salt: Int) -> Int {
      var hasher = Hasher()
      hasher.combine(salt)
      hasher.combine(self)
      hasher.combine(member.rank)
      hasher.combine(member.contentHash)
      hasher.combine(member.ordinal)
      hasher.combine(member.parent)
      hasher.combine(member.depth)
      return hasher.finalize()
    }
    return DocumentPath(high: hash(1), low: hash(2))
  }
}
