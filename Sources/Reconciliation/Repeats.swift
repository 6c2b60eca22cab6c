import Weblog

/// Which sightings of a document say of a post what an earlier one said already.
///
/// Such a sighting goes where the earlier one is, and no other sighting goes anywhere else for it: it has
/// the same keys, so it leads to nothing new. Two things can make a difference, and are left to
/// `Component` and `Clustering`: a key that several items of one document share joins none of them, so
/// both sightings must be the only ones of their documents with any of their keys; and what one document
/// shows twice is not joined by likeness, so it must repeat one sighting of a post only.
struct Repeats {
  /// How many earlier sightings with the same content are held against one.
  private static let mostCompared = 4

  /// The earlier sighting, by the number of the one that repeats it.
  private var models: [Int64: Int64] = [:]

  init(
    of admitted: [AdmittedPost],
    keys: [IdentityKey],
    in catalogue: any Catalogue
  ) throws {
    guard let first = admitted.first?.number, !catalogue.isReadAgain else { return }
    var repeating: [Int64: [Int64]] = [:]
    for post in admitted {
      let keys = keys[post.keys]
      guard let model = try Self.model(of: post, keys, before: first, in: catalogue),
        let holder = model.post
      else { continue }
      models[post.number] = model.number
      repeating[holder, default: []].append(post.number)
    }
    for numbers in repeating.values where numbers.count > 1 {
      for number in numbers { models[number] = nil }
    }
  }

  subscript(number: Int64) -> Int64? { models[number] }

  private static func model(
    of post: AdmittedPost,
    _ keys: ArraySlice<IdentityKey>,
    before first: Int64,
    in catalogue: any Catalogue
  ) throws -> PostMember? {
    // The last of this rule is the content's own; a stub is known by what it names.
    guard let key = keys.last(where: { $0.rule == .body }) ?? keys.first else { return nil }
    let earlier = try catalogue.postSightings(sharing: key, after: 0, limit: mostCompared)
      .filter { $0 < first }
    guard !earlier.isEmpty else { return nil }
    let members = try catalogue.postMembers(earlier + [post.number])
    func isAlone(_ number: Int64) throws -> Bool {
      try keys.allSatisfy { try !catalogue.isShared($0, inDocumentOf: number) }
    }
    guard let own = members.last, try isAlone(own.number) else { return nil }
    return try members.dropLast().first {
      try $0.post != nil && $0.isAlike(own) && isAlone($0.number)
    }
  }
}

extension PostMember {
  /// The same in everything that joining asks for.
  fileprivate func isAlike(_ other: PostMember) -> Bool {
    rank == other.rank && keys == other.keys && nativeIDs == other.nativeIDs && blog == other.blog
      && title == other.title && publishedOn == other.publishedOn
      && contentHash == other.contentHash
  }
}
