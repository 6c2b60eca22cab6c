/// A check that does not hold, and why that is right.
struct Excuse: Decodable {
  let suite: String
  let file: String
  let path: String
  let reason: String

  func covers(_ check: Check, of suite: FeedSuite) -> Bool {
    self.suite == suite.description && file == check.file && path == check.path
  }
}
