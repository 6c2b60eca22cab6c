/// The elements of RSS, its modules and WordPress's extension that have a meaning here.
///
/// The raw values are canonical names in lower case. RSS 0.90 and 1.0 have namespaces of their own; their elements
/// are those of RSS 2.0.
enum RSSElement: String {
  // The document.
  case rss = "rss"
  case rdf = "rdf:rdf"
  case channel = "channel"
  case item = "item"
  case items = "items"
  case rdfSequence = "rdf:seq"
  case rdfEntry = "rdf:li"

  // RSS itself.
  case title = "title"
  case link = "link"
  case description = "description"
  case guid = "guid"
  case pubDate = "pubdate"
  case author = "author"
  case category = "category"
  case comments = "comments"
  case enclosure = "enclosure"
  case source = "source"
  case image = "image"
  case textInput = "textinput"
  case language = "language"
  case managingEditor = "managingeditor"
  case webMaster = "webmaster"
  case generator = "generator"
  case copyright = "copyright"
  case rating = "rating"

  // What people write beside it.
  case encoded = "encoded"
  case fullItem = "fullitem"
  case summary = "summary"
  case abstract = "abstract"
  case tags = "tags"

  // Modules.
  case contentEncoded = "content:encoded"
  case excerptEncoded = "excerpt:encoded"
  case body = "xhtml:body"
  case division = "xhtml:div"
  case creator = "dc:creator"
  case dcAuthor = "dc:author"
  case dcTitle = "dc:title"
  case dcDescription = "dc:description"
  case dcSubject = "dc:subject"
  case dcDate = "dc:date"
  case dcLanguage = "dc:language"
  case issued = "dcterms:issued"
  case created = "dcterms:created"
  case modified = "dcterms:modified"
  case atomID = "atom:id"
  case atomTitle = "atom:title"
  case atomLink = "atom:link"
  case atomAuthor = "atom:author"
  case atomCategory = "atom:category"
  case atomContent = "atom:content"
  case atomSummary = "atom:summary"
  case atomPublished = "atom:published"
  case atomUpdated = "atom:updated"
  case slashComments = "slash:comments"
  case commentsFeed = "wfw:commentrss"
  case inReplyTo = "thr:in-reply-to"
  case total = "thr:total"
  case originalLink = "feedburner:origlink"
  case itunesAuthor = "itunes:author"
  case itunesKeywords = "itunes:keywords"
  case itunesSummary = "itunes:summary"
  case itunesImage = "itunes:image"
  case mediaGroup = "media:group"
  case mediaContent = "media:content"
  case mediaThumbnail = "media:thumbnail"
  case mediaTitle = "media:title"
  case totalResults = "opensearch:totalresults"
  case startIndex = "opensearch:startindex"
  case itemsPerPage = "opensearch:itemsperpage"

  // What WordPress's export adds: the blog.
  case wxrVersion = "wp:wxr_version"
  case baseSiteURL = "wp:base_site_url"
  case baseBlogURL = "wp:base_blog_url"
  case wpAuthor = "wp:author"
  case authorID = "wp:author_id"
  case authorLogin = "wp:author_login"
  case authorEmail = "wp:author_email"
  case authorDisplayName = "wp:author_display_name"
  case wpCategory = "wp:category"
  case categoryNicename = "wp:category_nicename"
  case categoryParent = "wp:category_parent"
  case categoryName = "wp:cat_name"
  case categoryDescription = "wp:category_description"
  case wpTag = "wp:tag"
  case tagSlug = "wp:tag_slug"
  case tagName = "wp:tag_name"
  case tagDescription = "wp:tag_description"
  case wpTerm = "wp:term"
  case termID = "wp:term_id"
  case termTaxonomy = "wp:term_taxonomy"
  case termSlug = "wp:term_slug"
  case termParent = "wp:term_parent"
  case termName = "wp:term_name"
  case termDescription = "wp:term_description"
  case termMeta = "wp:termmeta"

  // Its items.
  case postID = "wp:post_id"
  case postDate = "wp:post_date"
  case postDateGMT = "wp:post_date_gmt"
  case postModified = "wp:post_modified"
  case postModifiedGMT = "wp:post_modified_gmt"
  case commentsOpen = "wp:comment_status"
  case pingsOpen = "wp:ping_status"
  case postName = "wp:post_name"
  case postStatus = "wp:status"
  case postParent = "wp:post_parent"
  case menuOrder = "wp:menu_order"
  case postType = "wp:post_type"
  case postPassword = "wp:post_password"
  case isSticky = "wp:is_sticky"
  case attachmentURL = "wp:attachment_url"
  case postMeta = "wp:postmeta"
  case metaKey = "wp:meta_key"
  case metaValue = "wp:meta_value"

  // Its comments.
  case wpComment = "wp:comment"
  case commentID = "wp:comment_id"
  case commentAuthor = "wp:comment_author"
  case commentAuthorEmail = "wp:comment_author_email"
  case commentAuthorURL = "wp:comment_author_url"
  case commentAuthorIP = "wp:comment_author_ip"
  case commentDate = "wp:comment_date"
  case commentDateGMT = "wp:comment_date_gmt"
  case commentContent = "wp:comment_content"
  case commentApproved = "wp:comment_approved"
  case commentType = "wp:comment_type"
  case commentParent = "wp:comment_parent"
  case commentUserID = "wp:comment_user_id"
  case commentMeta = "wp:commentmeta"

  init?(canonical: String) {
    let name = canonical.lowercased()
    if name.hasPrefix("atom03:") {
      self.init(rawValue: "atom:" + name.dropFirst(7))
    } else {
      self.init(rawValue: String(Self.withoutVersion(name)))
    }
  }

  /// A canonical name without the prefix that only tells the version of RSS.
  static func withoutVersion(_ canonical: String) -> Substring {
    for prefix in versionPrefixes where canonical.hasPrefix(prefix) {
      return canonical.dropFirst(prefix.count)
    }
    return canonical[...]
  }

  private static let versionPrefixes = ["rss10:", "rss090:", "rss11:", "rss20:"]
}
