/// Finds the post under which an answer to an answer belongs.
///
/// `thr:in-reply-to` names what an entry answers: the post, or another comment of the document.
struct AtomThreads {
  private var targets: [String: AtomEntry.ReplyTarget] = [:]

  /// Takes in a comment.
  mutating func note(_ entry: AtomEntry) {
    guard let target = entry.inReplyTo, !entry.id.isEmpty, target.reference != entry.id,
      targets.count < Self.maximum, targets[entry.id] == nil
    else { return }
    let size = [entry.id, target.reference, target.href].reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    guard size <= Self.mostBytesOfComment else { return }
    targets[entry.id] = AtomEntry.ReplyTarget(reference: target.reference, href: target.href)
  }

  /// Whether an id is that of a comment.
  func isComment(_ id: String) -> Bool { targets[id] != nil }

  /// What the first of the comments that led here answers.
  func root(of target: AtomEntry.ReplyTarget) -> AtomEntry.ReplyTarget {
    var root = target
    for _ in 0..<Self.longestThread {
      guard let reference = root.reference, let next = targets[reference] else { break }
      root = next
    }
    return root
  }

  /// Bytes of a comment's ids: a walk compares those that it passes.
  private static let mostBytesOfComment = 2_048
  /// Comments remembered.
  private static let maximum = 100_000
  /// Answers followed; who answers in a circle is left where the walk ends.
  private static let longestThread = 256
}
