import Weblog

/// Reads the elements of an item of a WordPress export.
extension XMLScanner {
  /// Reads one element that stands directly in an item, other than a comment.
  mutating func read(_ name: XMLName, into item: WordPressItem) throws {
    switch name.rssElement {
    case .title: item.title = try textOfElement().trimmed.nonEmpty
    case .link: item.link = try wordOfElement().nonEmpty
    case .pubDate: item.pubDate = try dateOfElement()
    case .creator: item.creator = try textOfElement().trimmed.nonEmpty
    case .guid: try readGuid(into: item)
    case .description: item.description = try textOfElement().nonEmpty
    case .contentEncoded: item.content = try textOfElement().nonEmpty ?? item.content
    case .excerptEncoded: item.excerpt = try textOfElement().nonEmpty
    case .category: try readCategory(into: item)
    case .postMeta: try readMeta(into: item)
    default: try readField(name, into: item)
    }
  }

  private mutating func readField(_ name: XMLName, into item: WordPressItem) throws {
    switch name.rssElement {
    case .postID: item.id = try numberOfElement()
    case .postDate: item.date = try dateOfElement()
    case .postDateGMT: item.dateGMT = try dateOfElement()
    case .postModified: item.modified = try dateOfElement()
    case .postModifiedGMT: item.modifiedGMT = try dateOfElement()
    case .postName: item.slug = try wordOfElement().nonEmpty.map(WordPressText.slug)
    case .postStatus: item.status = try wordOfElement()
    case .postType: item.type = try wordOfElement()
    case .postPassword: try readPassword(into: item)
    case .attachmentURL: item.attachmentURL = try wordOfElement().nonEmpty
    case .postParent: item.parent = try numberOfElement() ?? 0
    case .commentsOpen, .pingsOpen: item.keep(name.canonical, try wordOfElement())
    case .isSticky, .menuOrder:
      let value = try wordOfElement()
      if value != "0" { item.keep(name.canonical, value) }
    default: try readUnknown(name, into: item)
    }
  }

  /// The password itself is never looked at.
  private mutating func readPassword(into item: WordPressItem) throws {
    guard try elementIsFilled(), !item.hasPassword else { return }
    item.hasPassword = true
    report.withheld += 1
  }

  private mutating func readGuid(into item: WordPressItem) throws {
    let isPermaLink = attributes["isPermaLink"]?.lowercased() != "false"
    item.guid = try textOfElement().trimmed.nonEmpty
    item.isPermaLink = isPermaLink
  }

  /// The first versions wrote every category twice, once without its domain.
  private mutating func readCategory(into item: WordPressItem) throws {
    let domain = attributes["domain"] ?? ""
    let nicename = attributes["nicename"]
    let name = WordPressText.name(try textOfElement().trimmed)
    switch domain {
    case "", "category", "post_tag": item.tag(name)
    case "tag": item.tag(name.hasPrefix("+") ? String(name.dropFirst()) : name)
    case "post_format":
      let format = nicename ?? name
      let prefix = "post-format-"
      item.postFormat = format.hasPrefix(prefix) ? String(format.dropFirst(prefix.count)) : format
    default: item.keep("category/" + domain, name)
    }
  }

  private mutating func readMeta(into item: WordPressItem) throws {
    guard let meta = try wordPressMeta() else { return }
    if meta.isSecret {
      report.withheld += 1
      return
    }
    switch meta.key {
    case "_thumbnail_id": item.featured = Int64(meta.value.trimmed) ?? 0
    case "enclosure":
      if readEnclosure(meta.value, into: item) { return }
    case "passthrough_url": item.hasPassthrough = true
    default: item.blogger.take(meta)
    }
    item.keep("wp:postmeta/" + meta.key, meta.value)
  }

  /// Address, length and type, one to a line; what follows is a plugin's.
  ///
  /// - Returns: whether that is all there is.
  private func readEnclosure(_ value: String, into item: WordPressItem) -> Bool {
    let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(\.trimmed)
    guard let url = lines.first, !url.isEmpty else { return false }
    var medium = Medium(url: url, role: "enclosure")
    if lines.count > 1, let bytes = Int(lines[1]), bytes > 0 { medium.bytes = bytes }
    if lines.count > 2 { medium.type = lines[2].nonEmpty }
    item.enclosures.append(medium)
    return lines.count < 4 || lines[3...].allSatisfy(\.isEmpty)
  }

  private mutating func readUnknown(_ name: XMLName, into item: WordPressItem) throws {
    if name.local.hasSuffix("passthrough_url") { item.hasPassthrough = true }
    var extras: [Extra] = []
    try readForeign(name, into: &extras)
    for extra in extras { item.keep(extra.name, extra.value) }
  }
}
