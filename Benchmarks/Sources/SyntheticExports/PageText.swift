/// Makes the text of an invented page in the indented layout: one post with its comments.
package struct PageText {
  private var prose: Prose

  package init(seed: UInt64) {
    prose = Prose(seed: seed)
  }

  /// A page of about the size asked for; each number gives a post of its own.
  package mutating func page(_ number: Int, bytes: Int, comments: Int = 12) -> String {
    let time = CivilTime(secondsSinceEpoch: 1_200_000_000 + number * 86_400 * 3)
    let each = bytes / (comments + 4)
    let post = prose.plain(bytes: each * 4, lineBreak: "\n\n")
    let title = "Page \(number + 1): \(prose.words(4, language: 0))"
    var text = "\(time.asPageHeader)\n\n\(title)\n\n\(post)\n\n\(comments) comments:\n\n"
    var printed = 0
    var topLevel = 0
    while printed < comments {
      topLevel += 1
      text += "  \(topLevel). \(prose.plain(bytes: each, lineBreak: "\n\n    "))\n\n"
      text += "    ReplyDelete\n"
      printed += 1
      if printed < comments, prose.below(3) == 0 {
        text += "    Replies\n"
        text += "    1. \(prose.plain(bytes: each, lineBreak: "\n\n      "))\n\n      Delete\n"
        printed += 1
      }
    }
    text.removeLast()
    return text
  }
}
