import Weblog

/// What the head of a feed says of the blog, and what its entries inherit from it.
struct AtomHead {
  /// The blog's home page.
  let home: String?
  /// What relative addresses are resolved against where the document names nothing better.
  let base: String?
  let authors: [Author]
  /// The authors of an entry that names none.
  let inherited: [Author]
  private let atom: AtomEntry

  /// Each of them is repeated with every entry.
  private static let mostInherited = 16

  init(_ atom: AtomEntry) {
    self.atom = atom
    let own = atom.links.first { $0.relation == "self" && $0.isAbsolute }?.href
    let page = atom.links.first { $0.isPage && $0.isAbsolute } ?? atom.links.first(where: \.isPage)
    let home = page.map { RelativeAddress.resolved($0.href, against: own) }
    self.home = home.flatMap { CanonicalAddress($0) == nil ? nil : $0 }
    base = self.home ?? own
    atom.resolveAddresses(against: base)
    authors = atom.authors.isEmpty ? atom.creators : atom.authors
    inherited = Array(authors.prefix(Self.mostInherited).filter(\.isShort))
  }

  /// The blog; `site` is its home page where the feed is one of comments, whose own page is a post's.
  func blog(isDiscussionAt site: String?) -> BlogEntry {
    var blog = BlogEntry()
    blog.title = atom.title
    blog.subtitle = atom.subtitle.flatMap { $0.text.isEmpty ? nil : $0 }
    blog.url = site ?? home
    blog.nativeIDs = BloggerIdentity.blog(atom.id).map { [$0] } ?? []
    blog.language = atom.language
    blog.authors = authors
    blog.ext = extras(besides: blog.url)
    return blog
  }

  private func extras(besides url: String?) -> [Extra] {
    var extras = AtomExtras(atom.extras)
    extras.keep("atom:id", atom.id)
    extras.keep("atom:published", atom.published ?? atom.issued)
    extras.keep("atom:updated", atom.updated)
    extras.keep(atom.generator)
    if !atom.authors.isEmpty {
      for creator in atom.creators { extras.keep("dc:creator", creator.name) }
    }
    extras.keep(people: atom.contributors, as: "atom:contributor")
    for link in atom.links {
      let isConsumed = link.isPage && link.href == url
      extras.keep(link, isConsumed: isConsumed, title: atom.title?.text.trimmed)
    }
    extras.keep(atom.categories, areTags: false)
    extras.keep(atom.inReplyTo)
    return extras.list
  }
}
