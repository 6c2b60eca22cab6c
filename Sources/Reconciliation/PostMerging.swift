package import Weblog

/// One post from all that its sources say of it.
///
/// Field by field the most trusted source wins: the higher rank, then the later update, the longer
/// body, the smaller content hash. Lists are united. It is handed one sighting for each different thing
/// that was said; see `Edition`. What a losing source says differently is kept in
/// `ext` under `alternative/<field>`, so no words are lost. The outcome depends on the set of sightings
/// alone.
package struct PostMerging {
  package private(set) var post = Post()
  package private(set) var credits: [Credit] = []

  package init(of sightings: [Sighted<PostSighting>]) {
    let ordered = sightings.sorted(by: Self.isMoreTrusted)
    let full = ordered.filter { $0.sighting.rank != .stub }
    // Stubs come last: they only name the post.
    let all = full + ordered.filter { $0.sighting.rank == .stub }
    var credits = Attribution(all.map(\.sighting))
    mergeStanding(all, &credits)
    mergeNames(&credits)
    mergeTimes(all, &credits)
    let bodies = BodyChoice(among: all.map { ($0.sighting.post.contentText, $0.sighting.rank) })
    mergeWords(all, bodies, &credits)
    post.ext = credits.union("ext") { $0.post.ext }
    post.ext += alternatives(among: all.map(\.sighting.post), bodies)
    self.credits = all.enumerated().map { index, sighted in
      Credit(
        rank: sighted.sighting.rank,
        contentHash: ContentDigest(sighted.sighting.contentHash),
        sighting: sighted.number,
        commentsDeclared: sighted.sighting.post.commentsDeclared,
        fields: credits.fields(of: index, inOrder: Self.schema)
      )
    }
  }

  private static let schema = [
    "kind", "status", "visibility", "title", "slug", "url", "language", "summary", "url_aliases",
    "tags", "native_ids", "published_at", "updated_at", "published_on", "published_raw",
    "updated_raw", "authors", "content_html", "content_text", "media", "comments_declared", "ext",
  ]

  private static func isMoreTrusted(
    _ one: Sighted<PostSighting>,
    _ other: Sighted<PostSighting>
  ) -> Bool {
    let (left, right) = (one.sighting, other.sighting)
    if left.rank != right.rank { return left.rank > right.rank }
    let updates = (left.post.updatedAt?.order ?? .min, right.post.updatedAt?.order ?? .min)
    if updates.0 != updates.1 { return updates.0 > updates.1 }
    let lengths = (left.post.contentText.utf8.count, right.post.contentText.utf8.count)
    if lengths.0 != lengths.1 { return lengths.0 > lengths.1 }
    if left.contentHash != right.contentHash {
      return left.contentHash.lexicographicallyPrecedes(right.contentHash)
    }
    let declared = (left.post.commentsDeclared ?? -1, right.post.commentsDeclared ?? -1)
    return declared.0 > declared.1
  }

  // MARK: Standing

  /// A lower rank never has a say here, so a feed cannot publish what the export calls private; of
  /// equals that cannot be told apart by their update, the more private one is believed.
  private mutating func mergeStanding(
    _ all: [Sighted<PostSighting>],
    _ credits: inout Attribution<PostSighting>
  ) {
    guard let best = all.first?.sighting else { return }
    let peers = all.indices.filter { index in
      let peer = all[index].sighting
      let isAsNew =
        peer.post.updatedAt == nil || best.post.updatedAt == nil
        || peer.post.updatedAt == best.post.updatedAt
      return peer.rank == best.rank && isAsNew
    }
    let posts = all.map(\.sighting.post)
    let strict = peers.max { posts[$0].status.privacy < posts[$1].status.privacy } ?? 0
    let hidden = peers.max { posts[$0].visibility.privacy < posts[$1].visibility.privacy } ?? 0
    post.kind = best.post.kind
    post.status = posts[strict].status
    post.visibility = posts[hidden].visibility
    credits.credit("kind", to: 0)
    credits.credit("status", to: strict)
    credits.credit("visibility", to: hidden)
  }

  // MARK: Names

  private mutating func mergeNames(_ credits: inout Attribution<PostSighting>) {
    post.slug = credits.first("slug") { $0.post.slug }
    post.url = credits.first("url") { $0.post.url }
    let url = post.url
    post.urlAliases = credits.union("url_aliases") { sighting in
      ([sighting.post.url].compactMap(\.self) + sighting.post.urlAliases).filter { $0 != url }
    }
    post.path = credits.first("path") { $0.post.path }
    post.nativeIDs = credits.union("native_ids") { $0.post.nativeIDs }
  }

  // MARK: Times

  private mutating func mergeTimes(
    _ all: [Sighted<PostSighting>],
    _ credits: inout Attribution<PostSighting>
  ) {
    if let index = Self.placeOfPublication(among: all.map(\.sighting)) {
      let source = all[index].sighting.post
      post.publishedAt = source.publishedAt
      post.publishedOn = source.publishedOn ?? source.publishedAt?.day()
      post.publishedRaw = source.publishedRaw
      for field in ["published_at", "published_on", "published_raw"] {
        credits.credit(field, to: index)
      }
    } else {
      post.publishedRaw = credits.first("published_raw") { $0.post.publishedRaw }
    }
    mergeUpdate(all.map(\.sighting.post), &credits)
  }

  private mutating func mergeUpdate(
    _ posts: [Post],
    _ credits: inout Attribution<PostSighting>
  ) {
    guard let latest = posts.compactMap(\.updatedAt).max(),
      let place = posts.firstIndex(where: { $0.updatedAt == latest })
    else {
      post.updatedRaw = credits.first("updated_raw") { $0.post.updatedRaw }
      return
    }
    post.updatedAt = latest
    post.updatedRaw = posts[place].updatedRaw
    credits.credit("updated_at", to: place)
    credits.credit("updated_raw", to: place)
  }

  /// The earliest credible one; an instant is taken over a bare day that is as early.
  ///
  /// What a text says counts only where nothing better has a date, for its dates are guessed from labels.
  private static func placeOfPublication(among sightings: [PostSighting]) -> Int? {
    let dated = sightings.indices.filter { sightings[$0].post.credibleDay != nil }
    let trusted = dated.filter { sightings[$0].rank > .text }
    let candidates = trusted.isEmpty ? dated : trusted
    guard let first = candidates.compactMap({ sightings[$0].post.credibleDay }).min() else {
      return nil
    }
    let early = candidates.filter {
      (sightings[$0].post.credibleDay?.daysSinceEpoch ?? .max) <= first.daysSinceEpoch + 1
    }
    let exact = early.filter { sightings[$0].post.publishedAt != nil }
    return exact.isEmpty
      ? early.first { sightings[$0].post.credibleDay == first }
      : exact.min {
        (sightings[$0].post.publishedAt?.order ?? .max, $0)
          < (sightings[$1].post.publishedAt?.order ?? .max, $1)
      }
  }

  // MARK: Words

  private mutating func mergeWords(
    _ all: [Sighted<PostSighting>],
    _ bodies: BodyChoice,
    _ credits: inout Attribution<PostSighting>
  ) {
    post.title = credits.first("title") { $0.post.title }
    post.language = credits.first("language") { $0.post.language }
    post.summary = credits.first("summary") { $0.post.summary }
    post.tags = credits.union("tags") { $0.post.tags }
    post.authors =
      credits.first("authors") { $0.post.authors.isEmpty ? nil : $0.post.authors } ?? []
    post.media = credits.union("media") { $0.post.media }
    let declared = all.map(\.sighting.post.commentsDeclared)
    post.commentsDeclared = declared.compactMap(\.self).max()
    if let most = post.commentsDeclared, let place = declared.firstIndex(of: most) {
      credits.credit("comments_declared", to: place)
    }
    let place = bodies.chosen ?? all.firstIndex { $0.sighting.post.contentHTML != nil }
    guard let place else { return }
    post.contentHTML = all[place].sighting.post.contentHTML
    post.contentText = all[place].sighting.post.contentText
    if post.contentHTML != nil { credits.credit("content_html", to: place) }
    credits.credit("content_text", to: place)
  }

  // MARK: Alternatives

  private func alternatives(among posts: [Post], _ bodies: BodyChoice) -> [Extra] {
    var losers = Alternatives()
    losers.add("title", posts.map(\.title), beside: post.title)
    losers.add("slug", posts.map(\.slug), beside: post.slug)
    losers.add("language", posts.map(\.language), beside: post.language)
    losers.add("summary", posts.map(\.summary), beside: post.summary)
    losers.add("published_raw", posts.map(\.publishedRaw), beside: post.publishedRaw)
    losers.add("updated_raw", posts.map(\.updatedRaw), beside: post.updatedRaw)
    let names = Set(post.authors.map(\.name))
    for author in posts.flatMap(\.authors) where !names.contains(author.name) {
      losers.add("authors", [author.name], beside: nil)
    }
    losers.add("content_text", bodies.alternatives, beside: nil)
    return losers.extras
  }
}
