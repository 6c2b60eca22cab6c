/// One leaf of what a file must give: where it stands and what it says.
struct Check: Hashable {
  /// Path of the document inside its suite: `rss/item_title.xml`.
  let file: String
  /// Path of the leaf inside the expectation: `entries[0].title`.
  let path: String
  /// `nil` where the expectation says that there is nothing.
  let expected: String?
}
