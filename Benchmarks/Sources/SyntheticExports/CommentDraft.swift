/// A comment about to be written.
struct CommentDraft {
  var number: Int
  var post: Int
  /// Place among the comments of its post, from 0.
  var ordinal: Int
  /// Number of the comment that it answers.
  var parent: Int?
  var author: Int
  /// HTML, escaped where the format escapes it.
  var body: String
}
