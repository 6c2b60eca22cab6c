/// Says what a document is by its first bytes, never by its name.
///
/// The order of evidence: magic numbers of containers and media, then the root element of XML with its
/// namespaces, then the first members of JSON, then the other text formats by their opening. What is
/// none of these but holds a comment section is the text of a page.
package struct Detector {
  /// First bytes that callers should hand over where the document has so many.
  ///
  /// XML is recognised by far
  /// less; the comments of a page's text may begin late.
  package static let headBytes = 1 << 20

  /// Says what the first bytes of a document, or all of a shorter one, are.
  ///
  /// The name is taken for the sake of wording only: names lie.
  package static func verdict(head: [UInt8], name: String?) -> Verdict {
    if head.isEmpty { return .unreadable(looksLike: "an empty file") }
    if let magic = MagicNumber.description(of: head) { return .unreadable(looksLike: magic) }
    let text = SniffedText(head)
    guard let first = text.bytes.first(where: { !isSpace($0) }) else {
      return .unreadable(looksLike: "a file of nothing but white space")
    }
    if first == UInt8(ascii: "<"), let root = XMLRoot(in: text.bytes.prefix(markupBytes)) {
      return root.verdict.isReadable || root.isHTML
        ? root.verdict : laterVerdict(text.bytes) ?? root.verdict
    }
    if JSONOpening(text.bytes.drop(while: isSpace))?.isFeed == true { return .readable(.jsonFeed) }
    if PageTextSignature.matches(head: head) { return .readable(.bloggerPageText) }
    return laterVerdict(text.bytes) ?? .unreadable(looksLike: text.description)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// XML that follows what a server wrote before it: its headers, a warning, a stray line.
  private static func laterVerdict(_ bytes: [UInt8]) -> Verdict? {
    let start = Array("<?xml ".utf8)
    var rest = bytes.prefix(strayBytes).dropFirst()
    while let next = rest.firstIndex(of: start[0]) {
      rest = rest[next...]
      if rest.starts(with: start) {
        let verdict = XMLRoot(in: bytes[next...].prefix(markupBytes))?.verdict
        return verdict?.isReadable == true ? verdict : nil
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// How far markup is looked at for its root.
  private static let markupBytes = 64 << 10
  /// How much may stand before it.
  private static let strayBytes = 8 << 10
}
