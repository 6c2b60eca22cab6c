import Weblog

/// The slug of the host seen last, because the addresses of one document seldom name two.
struct SlugMemory {
  /// `https://host/` as an address had it, of a host that carries one blog.
  private var origin = ""
  private var slug: String?

  /// The slug of the blog that an address is on, as `BlogSlug.host(of:)` has it.
  mutating func slug(of address: String) -> String? {
    if isKnown(address) { return slug }
    let found = BlogSlug.host(of: address)
    if let known = BlogSlug.originOfOneBlog(address) {
      origin = known
      slug = BlogSlug.host(of: known)
    }
    return found
  }

  /// The first byte of the path must be a plain one: after `~`, escaped or not, a member's name follows.
  private func isKnown(_ address: String) -> Bool {
    let known = origin.utf8.span
    let bytes = address.utf8.span
    guard !known.isEmpty, bytes.count >= known.count else { return false }
    for index in known.indices where bytes[index] != known[index] { return false }
    guard bytes.count > known.count else { return true }
    let first = bytes[known.count]
    return DateReading.isDigit(first)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
  }
}
