/// The first bytes of a document as text good enough to recognise ASCII words in.
///
/// A byte order mark is taken off, and wide encodings are brought into UTF-8.
struct SniffedText {
  let bytes: [UInt8]
  private let isBinary: Bool

  init(_ head: [UInt8]) {
    if let form = WideForm(head) {
      bytes = form.text(of: head)
      isBinary = bytes.contains { $0 < 0x09 }
    } else {
      bytes = Array(head.dropFirst(head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0))
      isBinary = head.prefix(8_192).contains(0)
    }
  }

  /// What the text looks like when no reader takes it; completes "It looks like …".
  var description: String {
    if isBinary { return "binary data" }
    let start = String(decoding: bytes.prefix(4_096), as: UTF8.self).drop(while: \.isWhitespace)
    switch start.first {
    case "{", "[": return Self.json(start)
    case "<": return "markup that is neither XML nor a web page"
    default: break
    }
    if start.hasPrefix("///DOTCLEAR") { return "a Dotclear backup" }
    if start.hasPrefix("---\n") || start.hasPrefix("+++\n") || start.hasPrefix("---\r\n") {
      return "a post of a static site, with front matter"
    }
    if Self.isMovableType(start) { return "a Movable Type export" }
    return "plain text without a comment section"
  }

  private static func json(_ start: Substring) -> String {
    if start.first == "{", start.contains("\"db\""), start.contains("\"meta\"") {
      return "a Ghost export"
    }
    return "JSON"
  }

  private static func isMovableType(_ start: Substring) -> Bool {
    let lines = start.split(whereSeparator: \.isNewline)
    return lines.first.map { $0.hasPrefix("TITLE: ") || $0.hasPrefix("AUTHOR: ") } ?? false
      && lines.contains("-----")
  }
}
