/// Writes an invented blog as the platform's own backup: settings and template first, then every post,
/// then every comment, a reply naming its parent.
///
/// The two vintages, the classic backup and the Takeout feed, differ only in how an entry is written.
struct BloggerExport: ExportWriting {
  enum Vintage {
    case classic
    case takeout
  }

  private let plan: ExportPlan
  private let entries: any EntryWriting
  private var prose: Prose

  init(_ vintage: Vintage, plan: ExportPlan) {
    self.plan = plan
    prose = Prose(seed: plan.seed)
    entries =
      switch vintage {
      case .classic: ClassicEntries(plan: plan)
      case .takeout: TakeoutEntries(plan: plan)
      }
  }

  mutating func write(to sink: inout ByteSink) throws {
    let sizes = plan.discussionSizes()
    let budget = BodyBudget(plan: plan, commentOverhead: sampleCommentOverhead())
    try sink.write(entries.head)
    try writePosts(sizes: sizes, budget: budget, to: &sink)
    try writeComments(sizes: sizes, budget: budget, to: &sink)
    try sink.write("</feed>\n")
  }

  private mutating func writePosts(
    sizes: [Int],
    budget: BodyBudget,
    to sink: inout ByteSink
  ) throws {
    for (post, size) in sizes.enumerated() {
      let language = prose.pickLanguage()
      let bytes = budget.postBody(
        written: sink.count,
        postsLeft: plan.posts - post,
        commentsLeft: plan.comments
      )
      let body = prose.escapedHTML(bytes: max(0, bytes - 1_200), language: language)
      let draft = PostDraft(
        number: post,
        title: prose.words(3 + prose.below(5), language: language) + " \(post + 1)",
        labels: (0..<prose.below(4)).map { _ in prose.words(1, language: language) },
        body: body,
        comments: size
      )
      try sink.write(entries.entry(draft))
    }
  }

  private mutating func writeComments(
    sizes: [Int],
    budget: BodyBudget,
    to sink: inout ByteSink
  ) throws {
    var number = 0
    for (post, size) in sizes.enumerated() {
      var lastTopLevel: Int?
      for ordinal in 0..<size {
        let isReply = lastTopLevel != nil && prose.below(5) < 2
        let bytes = budget.commentBody(written: sink.count, commentsLeft: plan.comments - number)
        // Lengths vary around the budget, as people's comments do.
        let body = prose.escapedHTML(bytes: bytes * (20 + prose.below(120)) / 100, language: 0)
        let draft = CommentDraft(
          number: number,
          post: post,
          ordinal: ordinal,
          parent: isReply ? lastTopLevel : nil,
          author: prose.below(400),
          body: body
        )
        try sink.write(entries.entry(draft))
        if !isReply { lastTopLevel = number }
        number += 1
      }
    }
  }

  private func sampleCommentOverhead() -> Int {
    let draft = CommentDraft(number: 0, post: 0, ordinal: 0, parent: nil, author: 0, body: "")
    return entries.entry(draft).utf8.count + 40
  }
}
