/// What an export is to hold: how much of everything, and every number that ties it together.
///
/// All identifiers and dates are functions of the seed and an index, so that the plan of a gigabyte
/// is as small as that of a megabyte.
package struct ExportPlan: Sendable {
  static let host = "a-made-up-blog.blogspot.com"
  /// Where the blog is on a platform that its owner runs.
  static let ownHost = "a-made-up-blog.example.org"

  package var seed: UInt64
  /// Size of the file to aim for.
  package var bytes: Int
  package var posts: Int
  package var comments: Int

  package init(seed: UInt64, bytes: Int, posts: Int, comments: Int) {
    self.seed = seed
    self.bytes = bytes
    self.posts = max(posts, 1)
    self.comments = max(comments, 0)
  }

  var blogID: String { number(of: 0, salt: 1) }
  func postID(_ post: Int) -> String { number(of: post, salt: 2) }
  func commentID(_ comment: Int) -> String { number(of: comment, salt: 3) }
  func authorID(_ author: Int) -> String { number(of: author, salt: 4) }

  func path(ofPost post: Int) -> String {
    let date = publication(ofPost: post)
    return "/\(date.year)/\(padded(date.month, to: 2))/a-made-up-post-\(post + 1).html"
  }

  /// Posts follow each other at even distances through the years 2006 to 2023.
  func publication(ofPost post: Int) -> CivilTime {
    let start = 1_136_073_600
    let span = 18 * 365 * 86_400
    return CivilTime(secondsSinceEpoch: start + span / posts * post)
  }

  func publication(ofComment ordinal: Int, onPost post: Int) -> CivilTime {
    publication(ofPost: post).adding(seconds: 600 + ordinal * 3_671)
  }

  /// How the comments fall on the posts: a few are much discussed, many not at all.
  func discussionSizes() -> [Int] {
    var generator = SeededGenerator(seed: seed ^ 0xd15c)
    let weights = (0..<posts).map { _ in
      let roll = generator.below(100)
      return roll < 30 ? 0 : roll < 90 ? 4 : 40
    }
    let total = max(weights.reduce(0, +), 1)
    var weightSoFar = 0
    var given = 0
    var sizes = weights.map { weight in
      weightSoFar += weight
      let due = comments * weightSoFar / total
      defer { given = due }
      return due - given
    }
    sizes[posts - 1] += comments - given
    return sizes
  }

  /// Nineteen digits, as the platform's own numbers have.
  private func number(of index: Int, salt: UInt64) -> String {
    let mixed = SeededGenerator.mix(SeededGenerator.mix(seed &+ salt) &+ UInt64(index))
    return String(1_000_000_000_000_000_000 + mixed % 8_000_000_000_000_000_000)
  }
}

func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
