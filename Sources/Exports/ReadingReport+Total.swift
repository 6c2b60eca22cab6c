import Weblog

/// The total that a feed declares, of posts or of comments, whichever it holds.
extension ReadingReport {
  mutating func declare(_ total: Int?, isOfComments: Bool) {
    if isOfComments {
      commentsDeclared = total
    } else {
      postsDeclared = total
    }
  }
}
