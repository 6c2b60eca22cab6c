/// The elements of Atom, its extensions and Blogger's that have a meaning here, by their canonical names.
///
/// Atom 0.3 has a namespace of its own and other words for some elements; they are those of Atom 1.0 here.
enum AtomElement: String {
  case feed = "atom:feed"
  case entry = "atom:entry"
  case id = "atom:id"
  case title = "atom:title"
  case subtitle = "atom:subtitle"
  case summary = "atom:summary"
  case content = "atom:content"
  case published = "atom:published"
  case issued = "atom:issued"
  case created = "atom:created"
  case updated = "atom:updated"
  case generator = "atom:generator"
  case link = "atom:link"
  case category = "atom:category"
  case author = "atom:author"
  case contributor = "atom:contributor"
  case name = "atom:name"
  case uri = "atom:uri"
  case email = "atom:email"
  case rights = "atom:rights"
  case info = "atom:info"
  case icon = "atom:icon"
  case logo = "atom:logo"
  case source = "atom:source"
  case control = "app:control"
  case draft = "app:draft"
  case inReplyTo = "thr:in-reply-to"
  case total = "thr:total"
  case comments = "slash:comments"
  case totalResults = "openSearch:totalResults"
  case startIndex = "openSearch:startIndex"
  case itemsPerPage = "openSearch:itemsPerPage"
  case mediaGroup = "media:group"
  case mediaContent = "media:content"
  case thumbnail = "media:thumbnail"
  case creator = "dc:creator"
  case subject = "dc:subject"
  case bloggerType = "blogger:type"
  case bloggerStatus = "blogger:status"
  case bloggerTrashed = "blogger:trashed"
  case bloggerParent = "blogger:parent"
  case bloggerInReplyTo = "blogger:inReplyTo"
  case bloggerFilename = "blogger:filename"
  case bloggerMetaDescription = "blogger:metaDescription"

  init?(canonical: String) {
    let isOld = canonical.hasPrefix(Self.oldPrefix)
    let name = isOld ? "atom:" + canonical.dropFirst(Self.oldPrefix.count) : canonical
    if let element = Self.synonyms[name] {
      self = element
    } else {
      self.init(rawValue: name)
    }
  }

  private static let oldPrefix = "atom03:"

  private static let synonyms: [String: Self] = [
    "atom:copyright": .rights,
    "atom:homepage": .uri,
    "atom:modified": .updated,
    "atom:tagline": .subtitle,
    "atom:url": .uri,
  ]
}
