import Weblog

/// A post made of an item, with the account of what was left out.
struct JSONMade {
  var post: PostEntry
  /// E-mail addresses left out.
  var withheld: Int
  /// Values left out because there are bounds.
  var dropped: Int
}
