import Weblog

/// Brings attachments and posts together, whichever of them comes first in the document.
///
/// A file belongs to the post it was uploaded to, and to those that feature it. Memory is bounded by
/// numbers of posts and files and by bytes of addresses; what is beyond stays a record of its own.
struct AttachmentIndex {
  /// Posts handed over, with the attachment each of them features.
  private var posts: [Int64: Int64] = [:]
  /// Attachments by their number.
  private var files: [Int64: Medium] = [:]
  /// Attachments that came before the post they were uploaded to.
  private var early: [Int64: [Int64]] = [:]
  /// Posts that came before the attachment they feature.
  private var featuring: [Int64: [Int64]] = [:]
  private var bytes = 0
  /// Posts waiting in `featuring`.
  private var waiting = 0

  private static let mostPosts = 200_000
  private static let mostBytes = 16 << 20
  /// Bytes of the address and title of one file, which every post that features it repeats.
  private static let mostBytesOfFile = 4_096
  /// A picture that stands in for missing ones may be featured by every post.
  private static let mostPostsOfFile = 10_000

  /// Takes in a post.
  ///
  /// - Returns: Its files that came before it.
  mutating func media(ofPost post: Int64, featured: Int64) -> [Medium] {
    guard posts.count < Self.mostPosts else { return [] }
    let isNew = posts.updateValue(featured, forKey: post) != featured
    var numbers = early.removeValue(forKey: post) ?? []
    if featured != 0, !numbers.contains(featured) {
      if files[featured] != nil {
        numbers.insert(featured, at: 0)
      } else if isNew, waiting < Self.mostPosts,
        featuring[featured]?.count ?? 0 < Self.mostPostsOfFile
      {
        waiting += 1
        featuring[featured, default: []].append(post)
      }
    }
    return numbers.compactMap { number in
      files[number].map { Self.file($0, isFeatured: number == featured) }
    }
  }

  /// Takes in an attachment.
  ///
  /// - Returns: The posts before it that it belongs to, each with the file as the post has it.
  mutating func posts(
    ofAttachment number: Int64,
    parent: Int64,
    file: Medium
  ) -> [(post: Int64, medium: Medium)] {
    remember(number, parent: parent, file: file)
    var owners = featuring.removeValue(forKey: number) ?? []
    waiting -= owners.count
    if Self.size(file) > Self.mostBytesOfFile { owners.removeAll() }
    if parent != 0, posts[parent] != nil, !owners.contains(parent) { owners.append(parent) }
    return owners.map { ($0, Self.file(file, isFeatured: posts[$0] == number)) }
  }

  private mutating func remember(_ number: Int64, parent: Int64, file: Medium) {
    let size = Self.size(file) + 64
    guard files[number] == nil, size <= Self.mostBytesOfFile, bytes + size <= Self.mostBytes
    else { return }
    bytes += size
    files[number] = file
    if parent != 0, posts[parent] == nil { early[parent, default: []].append(number) }
  }

  private static func size(_ file: Medium) -> Int {
    file.url.utf8.count + (file.title?.utf8.count ?? 0)
  }

  private static func file(_ medium: Medium, isFeatured: Bool) -> Medium {
    guard isFeatured else { return medium }
    var medium = medium
    medium.role = "featured"
    return medium
  }
}
