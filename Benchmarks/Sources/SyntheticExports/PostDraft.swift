/// A post about to be written.
struct PostDraft {
  var number: Int
  var title: String
  var labels: [String]
  /// HTML, escaped once.
  var body: String
  var comments: Int
}
