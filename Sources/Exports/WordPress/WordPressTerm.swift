/// A category, a tag, or a term of a taxonomy that a theme or a plugin defines.
struct WordPressTerm: Hashable {
  var taxonomy = ""
  var slug = ""
  var name = ""
  /// Slug of the term above.
  var parent = ""
  var description = ""

  /// `wp:category/news`, `wp:term/genre/satire`.
  func path(under element: String) -> String {
    let slug = slug.isEmpty ? name : WordPressText.slug(slug)
    return taxonomy.isEmpty ? "\(element)/\(slug)" : "\(element)/\(taxonomy)/\(slug)"
  }

  /// What there is to tell, by name.
  func lines(under element: String) -> [(name: String, value: String)] {
    let path = path(under: element)
    return [
      (path, WordPressText.name(name)),
      (path + "/parent", WordPressText.slug(parent)),
      (path + "/description", WordPressText.name(description)),
    ]
  }
}
