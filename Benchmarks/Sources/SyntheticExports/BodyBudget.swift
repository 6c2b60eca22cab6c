/// Shares out the bytes that are left, so that an export comes out at the size asked for.
struct BodyBudget {
  private static let leastBytes = 40

  let plan: ExportPlan
  /// Bytes of one comment around its words, measured on the first one made.
  var commentOverhead: Int

  /// Words of a comment are modest; the posts take what the comments leave.
  static let usualCommentBytes = 260

  /// - Returns: bytes of the next post with everything around it except comments.
  func postBody(written: Int, postsLeft: Int, commentsLeft: Int) -> Int {
    let reserved = commentsLeft * (commentOverhead + Self.usualCommentBytes)
    return max(Self.leastBytes, (plan.bytes - reserved - written) / max(postsLeft, 1))
  }

  func commentBody(written: Int, commentsLeft: Int) -> Int {
    let each = (plan.bytes - written) / max(commentsLeft, 1)
    return min(max(Self.leastBytes, each - commentOverhead), 4_000)
  }
}
