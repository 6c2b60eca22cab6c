import Weblog

/// The settings entries of a classic export: which of them may be told, and which are private.
///
/// Each is an entry with the id `tag:blogger.com,1999:blog-B.settings.NAME` and the value as its
/// content. Only the names listed here are kept; the others are plumbing or hold the addresses of the
/// people who run or may read the blog.
enum BloggerSettings {
  /// Whether an entry is a setting by its id, which is of ASCII but for the name.
  static func isSetting(id: String) -> Bool {
    var rest = id.utf8[...]
    while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
      rest = rest[rest.index(after: dot)...]
      if rest.starts(with: "settings.".utf8) { return true }
    }
    return false
  }

  /// The value as an extra of the blog, and how many addresses are left out.
  static func summary(of entry: AtomEntry) -> (extra: Extra?, withheld: Int) {
    guard let marker = entry.id.firstRange(of: ".settings.") else { return (nil, 0) }
    let name = String(entry.id[marker.upperBound...])
    let value = (entry.content?.text ?? "").trimmed
    let addresses = value.split { !($0.isLetter || $0.isNumber || "@._+-".contains($0)) }
      .filter { String($0).isEmailAddress && !Mailbox.isPlaceholder(String($0)) }
    guard told.contains(name), addresses.isEmpty, !value.isEmpty else {
      return (nil, addresses.count)
    }
    return (Extra(name: "blogger:settings/\(name)", value: value), 0)
  }

  private static let told: Set<String> = [
    "BLOG_ADULT_CONTENT", "BLOG_ARCHIVE_FREQUENCY", "BLOG_ARCHIVE_DATE_FORMAT",
    "BLOG_COMMENT_ACCESS", "BLOG_COMMENT_MODERATION", "BLOG_CUSTOM_DOMAIN", "BLOG_DATE_FORMAT",
    "BLOG_DESCRIPTION", "BLOG_LOCALE", "BLOG_MAX_NUM", "BLOG_MAX_UNIT", "BLOG_META_DESCRIPTION",
    "BLOG_NAME", "BLOG_PUBLISHING_MODE", "BLOG_READ_ACCESS_MODE", "BLOG_SEARCHABLE",
    "BLOG_SUBDOMAIN",
    "BLOG_TIME_STAMP_FORMAT", "BLOG_TIME_ZONE",
  ]

  /// `en_GB` as a language tag, `en-GB`.
  static func language(ofLocale locale: String) -> String {
    String(locale.map { $0 == "_" ? "-" : $0 })
  }
}
