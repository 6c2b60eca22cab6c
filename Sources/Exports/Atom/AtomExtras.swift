import Weblog

/// Gathers what an entry or a head says that no field is there for, under canonical names.
struct AtomExtras {
  private(set) var list: [Extra]
  private let prefix: String

  init(_ list: [Extra] = [], prefix: String = "atom:") {
    self.list = list
    self.prefix = prefix
  }

  mutating func keep(_ name: String, _ value: String?) {
    guard let value = value?.trimmed.nonEmpty else { return }
    list.append(Extra(name: name, value: value))
  }

  mutating func keep(_ generator: AtomEntry.Generator?) {
    keep(prefix + "generator", generator?.name)
    keep(prefix + "generator@uri", generator?.uri)
    keep(prefix + "generator@version", generator?.version)
  }

  mutating func keep(people: [Author], as name: String) {
    for person in people {
      keep(name + "/name", person.name)
      keep(name + "/uri", person.url)
    }
  }

  /// Keeps a link; where its address has a field, only what else it says.
  mutating func keep(_ link: AtomLink, isConsumed: Bool = false) {
    let name = prefix + "link/" + link.relation
    if !isConsumed {
      keep(name, link.href)
      if let type = link.type, !Self.usualTypes.contains(type) { keep(name + "@type", type) }
      keep(name + "@length", link.length)
      keep(name + "@title", link.title)
    }
    keep(name + "@hreflang", link.language)
  }

  private static let usualTypes: Set<String> = ["text/html", "application/atom+xml"]

  /// Keeps categories; where their labels are tags, only what else they say.
  mutating func keep(_ categories: [AtomEntry.Category], areTags: Bool) {
    for category in categories {
      let name = prefix + "category" + (category.scheme.isEmpty ? "" : "/" + category.scheme)
      let isSaid =
        areTags && category.scheme.isEmpty && (category.label ?? category.term) == category.term
      if !isSaid { keep(name, category.term) }
      if !areTags, category.label != category.term { keep(name + "@label", category.label) }
    }
  }

  /// Keeps what an entry answers; where that has a field, only what else is said of it.
  mutating func keep(_ target: AtomEntry.ReplyTarget?, isConsumed: Bool = false) {
    if !isConsumed { keep("thr:in-reply-to@ref", target?.reference) }
    if !isConsumed || target?.reference != nil { keep("thr:in-reply-to@href", target?.href) }
    keep("thr:in-reply-to@source", target?.source)
    if target?.type != "text/html" { keep("thr:in-reply-to@type", target?.type) }
  }

  /// The head of the feed that an entry was taken over from.
  mutating func keep(source: AtomEntry) {
    var extras = Self([], prefix: "atom:source/")
    extras.keep("atom:source/id", source.id)
    extras.keep("atom:source/title", source.title?.text)
    extras.keep("atom:source/subtitle", source.subtitle?.text)
    extras.keep("atom:source/updated", source.updated)
    extras.keep(source.generator)
    extras.keep(people: source.authors, as: "atom:source/author")
    extras.keep(people: source.contributors, as: "atom:source/contributor")
    for link in source.links { extras.keep(link) }
    extras.keep(source.categories, areTags: false)
    list += extras.list
    for extra in source.extras { list.append(Self.ofSource(extra)) }
  }

  /// `atom:rights` of a source is `atom:source/rights`, `dc:rights` is `atom:source/dc:rights`.
  private static func ofSource(_ extra: Extra) -> Extra {
    let own = "atom:"
    let name = extra.name.hasPrefix(own) ? String(extra.name.dropFirst(own.count)) : extra.name
    return Extra(name: "atom:source/" + name, value: extra.value)
  }
}
