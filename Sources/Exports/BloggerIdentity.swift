import Weblog

/// Turns the ids that Blogger writes into one form for every format.
///
/// `tag:blogger.com,1999:blog-B.post-N` is `B.post-N` in the space `blogger`. The platform numbers posts,
/// pages and comments from one sequence, and a classic export calls all of them `post`; so a Takeout's
/// `.page-N` and `.comment-N` read as `.post-N`. A document in which one number names two kinds of thing
/// is not numbered that way: there the later one keeps the word it is written with.
struct BloggerIdentity {
  /// Whether words other than `post` are to be expected, and numbers therefore remembered.
  private let isMixed: Bool
  /// The word that each number was first seen with.
  private var words: [UInt64: Word] = [:]

  private enum Word: String {
    case post, page, comment
  }

  /// Numbers remembered; a blog with more items is numbered by the platform beyond doubt.
  private static let maximumNumbers = 200_000

  init(isMixed: Bool) { self.isMixed = isMixed }

  /// - Returns: `nil` for an empty id. An id of another shape is kept as written, in the space `atom`.
  mutating func nativeID(_ text: String) -> NativeID? {
    guard !text.isEmpty else { return nil }
    guard let (blog, word, number) = Self.parts(of: text) else {
      return NativeID(space: "atom", id: text)
    }
    guard isMixed else { return NativeID(space: "blogger", id: "\(blog).post-\(number)") }
    let first = words[number] ?? word
    if words[number] == nil, words.count < Self.maximumNumbers { words[number] = word }
    let shown = first == word ? .post : word
    return NativeID(space: "blogger", id: "\(blog).\(shown.rawValue)-\(number)")
  }

  /// The number of a comment in another item's blog: what a link to the comment ends in.
  static func comment(_ number: Substring, besides id: NativeID) -> NativeID? {
    guard id.space == "blogger", let blog = id.id.split(separator: ".").first, number.isDigits,
      !id.id.hasSuffix("-\(number)")
    else { return nil }
    return NativeID(space: "blogger", id: "\(blog).post-\(number)")
  }

  /// `tag:blogger.com,1999:blog-8070105920543249955.archive` names the blog `8070105920543249955`.
  static func blog(_ text: String) -> NativeID? {
    guard text.hasPrefix(prefix) else { return nil }
    let number = text.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }
    return number.isEmpty ? nil : NativeID(space: "blogger", id: String(number))
  }

  /// The number at the end of `http://www.blogger.com/profile/05846037023231137436`.
  static func profile(_ url: String) -> String? {
    guard let slash = url.utf8.lastIndex(of: UInt8(ascii: "/")),
      url[..<slash].hasSuffix("blogger.com/profile")
    else { return nil }
    let number = url[url.utf8.index(after: slash)...]
    return number.isDigits ? String(number) : nil
  }

  private static let prefix = "tag:blogger.com,1999:blog-"

  private static func parts(of text: String) -> (blog: Substring, word: Word, number: UInt64)? {
    guard text.hasPrefix(prefix) else { return nil }
    let rest = text.utf8.dropFirst(prefix.utf8.count)
    guard let dot = rest.firstIndex(of: UInt8(ascii: ".")),
      let dash = rest.lastIndex(of: UInt8(ascii: "-")), dash > dot,
      let word = Word(rawValue: String(text[rest.index(after: dot)..<dash]))
    else { return nil }
    let blog = text[rest.startIndex..<dot]
    let digits = text[rest.index(after: dash)...]
    guard blog.isDigits, digits.isDigits,
      digits.utf8.first != UInt8(ascii: "0") || digits.utf8.count == 1,
      let number = UInt64(digits)
    else { return nil }
    return (blog, word, number)
  }
}

extension StringProtocol {
  fileprivate var isDigits: Bool {
    !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
