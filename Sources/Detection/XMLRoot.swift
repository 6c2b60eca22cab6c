/// The root element of a document and what can be seen of its inside, found without a parser.
///
/// Declaration, comments, instructions and document type are passed over; what makes no sense ends
/// the search. The words of the start are evidence only after the root has said what they may mean.
struct XMLRoot {
  /// In lower case, without its prefix.
  private let name: String
  private let prefix: String
  /// The start tag, from `<` to `>`.
  private let tag: String
  /// The document from the root on.
  private let inside: ArraySlice<UInt8>

  init?(in bytes: ArraySlice<UInt8>) {
    var rest = Self.afterSpace(bytes)
    var isHTML = false
    while rest.first == UInt8(ascii: "<"), let second = rest.dropFirst().first,
      second == UInt8(ascii: "?") || second == UInt8(ascii: "!")
    {
      if Self.lowercased(rest.prefix(14)) == "<!doctype html" { isHTML = true }
      let isComment = rest.starts(with: "<!--".utf8)
      guard let next = isComment ? Self.after("-->", in: rest) : Self.afterDeclaration(rest) else {
        return nil
      }
      rest = Self.afterSpace(next)
    }
    guard rest.first == UInt8(ascii: "<") else { return nil }
    let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
    tag = String(decoding: rest[..<end], as: UTF8.self)
    let qualified = tag.dropFirst().prefix { !$0.isWhitespace && $0 != "/" && $0 != ">" }
      .lowercased()
    guard qualified.first.map({ $0.isLetter || $0 == "_" }) ?? false else { return nil }
    let parts = qualified.split(separator: ":", maxSplits: 1)
    prefix = parts.count == 2 ? String(parts[0]) : ""
    name = isHTML ? "html" : parts.last.map(String.init) ?? ""
    inside = rest
  }

  private static func afterSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased()
  }

  private static func after(_ literal: String, in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let literal = Array(literal.utf8)
    var rest = bytes
    while let start = rest.firstIndex(of: literal[0]) {
      rest = rest[start...]
      if rest.starts(with: literal) { return rest.dropFirst(literal.count) }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// What follows an instruction or a document type with its internal subset.
  private static func afterDeclaration(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var isInSubset = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "["): isInSubset = true
      case UInt8(ascii: "]"): isInSubset = false
      case UInt8(ascii: ">") where !isInSubset: return bytes[(index + 1)...]
      default: break
      }
    }
    return nil
  }

  private func holds(_ literal: String) -> Bool { Self.after(literal, in: inside) != nil }
}

extension XMLRoot {
  private static let atom = "http://www.w3.org/2005/Atom"
  private static let kinds = "http://schemas.google.com/g/2005#kind"

  var verdict: Verdict {
    switch name {
    case "feed": .readable(feedFormat)
    case "entry" where tag.contains(Self.atom): .readable(feedFormat)
    case "rss", "rdf", "channel": .readable(isWordPress ? .wordPressExport : .rssFeed)
    case "item" where isWordPress: .readable(.wordPressExport)
    case "item" where holds("</item>"): .readable(.rssFeed)
    default: .unreadable(looksLike: description)
    }
  }

  var isHTML: Bool { ["html", "head", "body"].contains(name) }

  /// The namespace may have been lost, and the prefix may be another one.
  private var isWordPress: Bool { holds("wordpress.org/export/") || holds("<wp:") }

  private var feedFormat: Format {
    guard tag.contains(Self.atom) else { return .atomFeed }
    if tag.contains("http://schemas.google.com/blogger/2018") { return .bloggerTakeout }
    if holds(Self.kinds) || isArchive { return .bloggerExport }
    if holds("tag:blogger.com,1999:blog-") || isMadeByBlogger { return .bloggerFeed }
    return .atomFeed
  }

  /// The feed's id ends in `.archive`, or an entry is one of its settings.
  private var isArchive: Bool {
    guard let id = Self.after("tag:blogger.com,1999:blog-", in: inside) else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let suffix = id.drop { digits.contains($0) }
    return suffix.starts(with: ".archive".utf8) || suffix.starts(with: ".settings.".utf8)
  }

  private var isMadeByBlogger: Bool {
    let name = prefix.isEmpty ? "generator" : "\(prefix):generator"
    guard let generator = Self.after("<\(name)", in: inside),
      let open = generator.firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    return Self.afterSpace(generator[(open + 1)...]).starts(with: "Blogger".utf8)
  }

  private var description: String {
    switch name {
    case _ where isHTML: "a saved web page (HTML)"
    case "disqus": "a Disqus export"
    case "livejournal", "comments": "a LiveJournal export"
    case "blog" where tag.contains("BlogML"): "a BlogML export"
    case "opml": "a list of feeds (OPML)"
    case "urlset", "sitemapindex": "a sitemap"
    case "entry": "a single Atom entry"
    case "item": "a part of an RSS feed"
    case "svg": "an SVG image"
    default: "XML with the root element “\(name.prefix(40))”"
    }
  }
}
