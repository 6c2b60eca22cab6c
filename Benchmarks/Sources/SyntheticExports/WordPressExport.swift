/// Writes an invented blog as WordPress exports one (WXR 1.2): every post with its comments inside it, a
/// reply naming its parent.
struct WordPressExport: ExportWriting {
  private let plan: ExportPlan
  private let items: WordPressItems
  private var prose: Prose
  private var comments = 0

  init(plan: ExportPlan) {
    self.plan = plan
    items = WordPressItems(plan: plan)
    prose = Prose(seed: plan.seed)
  }

  mutating func write(to sink: inout ByteSink) throws {
    let sample = CommentDraft(number: 0, post: 0, ordinal: 0, parent: nil, author: 0, body: "")
    let budget = BodyBudget(plan: plan, commentOverhead: items.comment(sample).utf8.count + 8)
    try sink.write(items.head)
    for (post, size) in plan.discussionSizes().enumerated() {
      let bytes = budget.postBody(
        written: sink.count,
        postsLeft: plan.posts - post,
        commentsLeft: plan.comments - comments
      )
      try sink.write(items.item(draft(post, bytes: bytes, comments: size)))
      try writeComments(size, onPost: post, budget: budget, to: &sink)
      try sink.write("\t\t</item>\n")
    }
    try sink.write("</channel>\n</rss>\n")
  }

  private mutating func draft(_ post: Int, bytes: Int, comments: Int) -> PostDraft {
    let language = prose.pickLanguage()
    return PostDraft(
      number: post,
      title: prose.words(3 + prose.below(5), language: language) + " \(post + 1)",
      labels: (0..<prose.below(4)).map { _ in prose.words(1, language: language) },
      body: prose.html(bytes: max(0, bytes - 2_000), language: language),
      comments: comments
    )
  }

  private mutating func writeComments(
    _ size: Int,
    onPost post: Int,
    budget: BodyBudget,
    to sink: inout ByteSink
  ) throws {
    var lastTopLevel: Int?
    for ordinal in 0..<size {
      let isReply = lastTopLevel != nil && prose.below(5) < 2
      let bytes = BodyBudget.usualCommentBytes * (20 + prose.below(160)) / 100
      let draft = CommentDraft(
        number: comments,
        post: post,
        ordinal: ordinal,
        parent: isReply ? lastTopLevel : nil,
        author: prose.below(400),
        body: prose.html(bytes: bytes, language: 0)
      )
      try sink.write(items.comment(draft))
      if !isReply { lastTopLevel = comments }
      comments += 1
    }
  }
}
