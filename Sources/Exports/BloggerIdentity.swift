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

  /// - Returns: `nil` for an empty id. An id of another shape is kept as written, in the space `guid`.
  mutating func nativeID(_ text: String) -> NativeID? {
    guard !text.isEmpty else { return nil }
    guard let parts = Self.parts(of: text) else { return NativeID(space: "guid", id: text) }
    let shown = isMixed ? shownWord(parts) : .post
    let id =
      shown == parts.word
      ? parts.written : "\(parts.blog).\(shown.rawValue)-\(parts.number)"
    return NativeID(space: "blogger", id: id)
  }

  private mutating func shownWord(_ parts: Parts) -> Word {
    let first = words[parts.number]
    if first == nil, words.count < Self.maximumNumbers { words[parts.number] = parts.word }
    return (first ?? parts.word) == parts.word ? .post : parts.word
  }

  /// The number of a comment in another item's blog: what a link to the comment ends in.
  static func comment(_ number: [UInt8], besides id: NativeID) -> NativeID? {
    let own = id.id.utf8
    guard id.space == "blogger", number.isDigits, let dot = own.firstIndex(of: UInt8(ascii: ".")),
      let dash = own.lastIndex(of: UInt8(ascii: "-")),
      !own[own.index(after: dash)...].elementsEqual(number)
    else { return nil }
    let bytes = Array(own[..<dot]) + ".post-".utf8 + number
    return NativeID(space: "blogger", id: String(decoding: bytes, as: UTF8.self))
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
      url.utf8[..<slash].suffix(profilePath.utf8.count).elementsEqual(profilePath.utf8)
    else { return nil }
    let number = url.utf8[url.utf8.index(after: slash)...]
    return number.isDigits ? String(Substring(number)) : nil
  }

  private static let profilePath = "blogger.com/profile"

  private static let prefix = "tag:blogger.com,1999:blog-"

  private struct Parts {
    /// All after the prefix.
    var written: String
    /// The digits of the blog.
    var blog: Substring
    var word: Word
    var number: UInt64
  }

  private static func parts(of text: String) -> Parts? {
    let bytes = text.utf8.span
    let prefix = prefix.utf8.span
    guard bytes.count > prefix.count, bytes.extracting(0..<prefix.count).isEqual(to: prefix) else {
      return nil
    }
    let dot = bytes.endOfDigits(from: prefix.count)
    var dash = dot + 1
    while dash < bytes.count, bytes[dash] != UInt8(ascii: "-") { dash += 1 }
    guard dot > prefix.count, dash + 1 < bytes.count, bytes[dot] == UInt8(ascii: "."),
      bytes[dash + 1] != UInt8(ascii: "0") || bytes.count == dash + 2,
      let word = word(bytes.extracting(dot + 1..<dash)),
      let number = number(bytes.extracting((dash + 1)...))
    else { return nil }
    let written = String(Substring(text.utf8.dropFirst(prefix.count)))
    let blog = Substring(written.utf8.prefix(dot - prefix.count))
    return Parts(written: written, blog: blog, word: word, number: number)
  }

  private static func word(_ bytes: Span<UInt8>) -> Word? {
    if bytes.isEqual(to: "post".utf8.span) { return .post }
    if bytes.isEqual(to: "comment".utf8.span) { return .comment }
    return bytes.isEqual(to: "page".utf8.span) ? .page : nil
  }

  private static func number(_ digits: Span<UInt8>) -> UInt64? {
    var number: UInt64 = 0
    for index in digits.indices {
      guard digits[index].isDigit else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isOver) = tens.addingReportingOverflow(UInt64(digits[index] - UInt8(ascii: "0")))
      if isTooLarge || isOver { return nil }
      number = sum
    }
    return number
  }
}

extension Span<UInt8> {
  fileprivate func endOfDigits(from start: Int) -> Int {
    var index = start
    while index < count, self[index].isDigit { index += 1 }
    return index
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Collection<UInt8> {
  fileprivate var isDigits: Bool { !isEmpty && allSatisfy(\.isDigit) }
}
