import Weblog

/// What a WordPress export says of the blog: the elements of its channel.
final class WordPressChannel {
  var title: String?
  var description: String?
  var language: String?
  var generator: String?
  /// `link`, `wp:base_site_url` and `wp:base_blog_url`.
  var link: String?
  var siteURL: String?
  var blogURL: String?
  private(set) var authors: [Author] = []
  var extras: [Extra] = []
  /// Something has been said since the blog was last told.
  var isNew = false
  private var people: [String: Author] = [:]
  private var known: Set<Author> = []
  private var generators: Set<String> = []
  private var bytes = 0

  /// People and things kept of one blog, and bytes of their words.
  private static let most = 50_000
  private static let mostBytes = 64 << 20

  var identity: WordPressIdentity {
    // A site may hold many blogs; the blog's own address comes first.
    WordPressIdentity(addresses: [blogURL, siteURL, link])
  }

  func add(_ author: Author, login: String) {
    // A name is repeated with everything that the person wrote.
    guard people.count < Self.most, people[login] == nil, author.isShort,
      login.utf8.count <= Author.longest
    else { return }
    people[login] = author
    if author != Author(), known.insert(author).inserted { authors.append(author) }
  }

  /// The person whom items call by a login, or simply by a name.
  ///
  /// - Returns: `nil` where there is nothing but a mail address.
  func author(_ login: String) -> Author? {
    if let author = people[login] { return author == Author() ? nil : author }
    guard !login.isEmailAddress else { return nil }
    // A name with a space is a person's rather than an account's.
    let isAccount = !login.utf8.contains(0x20)
    return Author(name: WordPressText.name(login), nativeID: isAccount ? login : nil)
  }

  func keep(_ name: String, _ value: String?) {
    guard let value = value?.trimmed, !value.isEmpty, extras.count < Self.most,
      name.utf8.count <= Extra.longestName, value.utf8.count <= Self.mostBytes - bytes
    else { return }
    let extra = Extra(name: name, value: value)
    // Older versions wrote the generator twice.
    let isNew = name != "generator" || generators.insert(value).inserted
    guard extras.last != extra, isNew else { return }
    bytes += value.utf8.count
    extras.append(extra)
  }

  var entry: BlogEntry {
    var blog = BlogEntry()
    blog.title = Self.text(title)
    blog.subtitle = Self.text(description)
    let identity = identity
    blog.url = [blogURL, link, siteURL].lazy.compactMap(\.self)
      .first { WordPressIdentity(addresses: [$0]).base != nil }
    if identity.base == nil { blog.url = nil }
    blog.language = language?.trimmed.nonEmpty
    blog.authors = authors
    blog.ext = extras
    return blog
  }

  private static func text(_ written: String?) -> MarkedText? {
    written?.trimmed.nonEmpty.map { MarkedText($0, .html) }
  }
}
