/// What the first bytes of a document say it is.
package enum Verdict: Hashable, Sendable {
  case readable(Format)
  /// Nothing that Winnow reads; the text completes the sentence "It looks like …".
  case unreadable(looksLike: String)

  var isReadable: Bool {
    if case .readable = self { true } else { false }
  }
}
