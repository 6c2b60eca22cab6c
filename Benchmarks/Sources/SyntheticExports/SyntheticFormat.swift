/// The kinds of file that can be made, and how full a megabyte of each is.
package enum SyntheticFormat: String, CaseIterable, Sendable {
  case blogger
  case takeout
  case wordpress
  case rss

  /// A plan for so many times 1 000 000 bytes.
  package func plan(
    seed: UInt64,
    megabytes: Int,
    posts: Int? = nil,
    comments: Int? = nil
  ) -> ExportPlan {
    let (usualPosts, usualComments) =
      switch self {
      case .blogger, .takeout: (100, 600)
      case .wordpress: (100, 300)
      case .rss: (200, 0)
      }
    return ExportPlan(
      seed: seed,
      bytes: megabytes * 1_000_000,
      posts: posts ?? megabytes * usualPosts,
      comments: self == .rss ? 0 : comments ?? megabytes * usualComments
    )
  }

  /// Writes the whole file; the same plan always gives the same bytes.
  package func write(_ plan: ExportPlan, to sink: inout ByteSink) throws {
    switch self {
    case .blogger: try write(BloggerExport(.classic, plan: plan), &sink)
    case .takeout: try write(BloggerExport(.takeout, plan: plan), &sink)
    case .wordpress: try write(WordPressExport(plan: plan), &sink)
    case .rss: try write(RSSExport(plan: plan), &sink)
    }
    try sink.flush()
  }

  private func write(_ export: some ExportWriting, _ sink: inout ByteSink) throws {
    var export = export
    try export.write(to: &sink)
  }
}

/// Writes one whole file.
protocol ExportWriting {
  mutating func write(to sink: inout ByteSink) throws
}
