/// What a person may decide about reading, beside its bounds.
package struct ReadingChoices: Hashable, Sendable {
  /// Items of types that a WordPress plug-in or theme has added are kept as posts.
  package var keepsCustomTypes = true

  package init() {}
}
