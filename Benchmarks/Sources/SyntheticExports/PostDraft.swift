/// A post about to be written.
struct PostDraft {
  var number: Int
  var title: String
  var labels: [String]
  /// HTML, escaped where the format escapes it.
  var body: String
  var comments: Int
}
