package import Weblog

/// *Same post?*: the keys under which sightings of one post meet.
package enum Identity {
  /// The shortest body, in words, that is no coincidence.
  package static let leastWordsOfBody = 40

  /// The most addresses, and the most ids, of one sighting that are looked at.
  package static let mostNames = 32

  /// Every key of a post, the strongest rule first.
  ///
  /// The content hash is always one of them, so that the same item dropped again is the same post
  /// even where nothing else tells it apart from its neighbours.
  package static func keys(of post: Post, contentHash: [UInt8]) -> [IdentityKey] {
    var keys = namingKeys(of: post) + titleKeys(of: post)
    let body = FoldedText(post.contentText)
    if body.wordCount >= leastWordsOfBody {
      keys.append(IdentityKey(rule: .body, bytes: body.letters))
    }
    keys.append(contentKey(contentHash))
    return unique(keys)
  }

  /// The keys of a post that is only known because something named it: no weak rule applies.
  package static func keysOfStub(_ post: Post, contentHash: [UInt8]) -> [IdentityKey] {
    let keys = namingKeys(of: post).filter(\.rule.isStrong)
    return keys.isEmpty ? [contentKey(contentHash)] : unique(keys)
  }

  package static func key(of id: NativeID) -> IdentityKey {
    IdentityKey(rule: .nativeID, parts: [id.space, id.id])
  }

  package static func key(ofURL url: String) -> IdentityKey {
    IdentityKey(rule: .url, parts: [url])
  }

  private static func contentKey(_ contentHash: [UInt8]) -> IdentityKey {
    IdentityKey(rule: .body, bytes: [0] + contentHash)
  }

  private static func namingKeys(of post: Post) -> [IdentityKey] {
    let urls = ([post.url].compactMap(\.self) + post.urlAliases).prefix(mostNames)
    let ids = post.nativeIDs.prefix(mostNames)
    var keys = ids.map { key(of: $0) } + urls.map { key(ofURL: $0) }
    let guids = ids.filter { $0.space == NativeSpace.guid }.map(\.id)
    let aliases = (urls + guids).compactMap(NativeSpace.alias(inAddress:))
    let platformIDs = ids.filter { $0.space != NativeSpace.guid }
    keys += (aliases + platformIDs).map {
      IdentityKey(rule: .aliasID, parts: [$0.space, $0.id])
    }
    keys += ([post.path].compactMap(\.self) + urls.compactMap(path(ofURL:))).compactMap(pathKey)
    return keys
  }

  private static func pathKey(_ path: String) -> IdentityKey? {
    var path = path[...]
    while path.hasSuffix("/") { path.removeLast() }
    return path.isEmpty ? nil : IdentityKey(rule: .path, parts: [String(path)])
  }

  /// The path and query of an address; `nil` when there is nothing after the host.
  private static func path(ofURL url: String) -> String? {
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let afterScheme = bytes[colon...].dropFirst()
    guard afterScheme.starts(with: "//".utf8) else { return nil }
    guard let slash = afterScheme.dropFirst(2).firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let end = bytes[slash...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    return String(url[slash..<end])
  }

  /// A key for the day and one for the day after: posts at most a day apart then share one.
  ///
  /// And one for the second, where it is known.
  private static func titleKeys(of post: Post) -> [IdentityKey] {
    guard let day = post.publishedOn ?? post.publishedAt?.day(), let title = post.title,
      let folded = TellingTitle(title)
    else { return [] }
    let days = [0, 1].map { offset in
      IdentityKey(
        rule: .titleAndDay,
        bytes: folded.letters + Array("@\(day.daysSinceEpoch + offset)".utf8)
      )
    }
    guard let instant = post.publishedAt else { return days }
    let second = instant.millisecondsSinceEpoch / 1_000
    return days + [
      IdentityKey(rule: .titleAndMoment, bytes: folded.letters + Array("@\(second)s".utf8))
    ]
  }

  private static func unique(_ keys: [IdentityKey]) -> [IdentityKey] {
    var seen: Set<IdentityKey> = []
    let fresh = keys.filter { seen.insert($0).inserted }
    return fresh.enumerated()
      .sorted { ($0.element.rule, $0.offset) < ($1.element.rule, $1.offset) }
      .map(\.element)
  }
}
