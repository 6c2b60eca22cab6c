import Weblog

/// Reads a comment of a WordPress export.
extension XMLScanner {
  /// Reads a comment to its end; the scanner is after its `.start`.
  ///
  /// - Returns: the comment, or `nil` if the document ends before it does.
  mutating func wordPressComment(number: Int) throws -> WordPressComment? {
    var comment = WordPressComment(offset: tokenOffset, number: number)
    let outside = depth - 1
    while let token = try next() {
      switch token {
      case .start(let name): try read(name, into: &comment)
      case .end where depth <= outside: return comment
      default: break
      }
    }
    return nil
  }

  private mutating func read(_ name: XMLName, into comment: inout WordPressComment) throws {
    switch name.rssElement {
    case .commentID: comment.id = try numberOfElement()
    case .commentAuthor: try readName(into: &comment.author)
    case .commentAuthorURL: comment.author.url = Self.page(try wordOfElement())
    case .commentAuthorEmail, .commentAuthorIP:
      if try elementIsFilled() { report.withheld += 1 }
    case .commentUserID:
      let number = try numberOfElement() ?? 0
      comment.author.nativeID = number == 0 ? nil : String(number)
    case .commentDate: comment.date = try dateOfElement()
    case .commentDateGMT: comment.dateGMT = try dateOfElement()
    case .commentContent: comment.content = try textOfElement().nonEmpty
    case .commentApproved: comment.approved = try wordOfElement()
    case .commentType: comment.type = try wordOfElement()
    case .commentParent: comment.parent = try numberOfElement() ?? 0
    case .commentMeta: try readMeta(into: &comment)
    default: try readForeign(name, into: &comment.extras)
    }
  }

  private mutating func readName(into author: inout Author) throws {
    let name = WordPressText.name(try textOfElement().trimmed)
    guard name.isEmailAddress else {
      author.name = name.nonEmpty
      return
    }
    report.withheld += 1
  }

  /// Forms that visitors leave untouched say `http://`.
  private static func page(_ written: String) -> String? {
    written == "http://" || written == "https://" ? nil : written.nonEmpty
  }

  private mutating func readMeta(into comment: inout WordPressComment) throws {
    guard let meta = try wordPressMeta() else { return }
    if meta.isSecret {
      report.withheld += 1
      return
    }
    if meta.key.hasSuffix("blogger_internal") {
      comment.blogger = BloggerOrigin.id(inFeedAddress: meta.value)
    }
    guard comment.extras.count < 1_000 else { return }
    comment.extras.append(Extra(name: "wp:commentmeta/" + meta.key, value: meta.value))
  }
}
