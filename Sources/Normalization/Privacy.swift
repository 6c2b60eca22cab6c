import Weblog

/// What the store must never hold: addresses of people and of their machines, and secrets.
///
/// Names, extras and whatever is nothing but such an address are judged; words in a text are the
/// writer's own.
enum Privacy {
  /// Whether a text is an e-mail address and nothing else.
  static func isMailAddress(_ text: String) -> Bool {
    guard hasAt(text) else { return false }
    var text = text[...]
    if text.hasPrefix("<"), text.hasSuffix(">") { text = text.dropFirst().dropLast() }
    if text.lowercased().hasPrefix("mailto:") { text = text.dropFirst(7) }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty,
      !text.utf8.contains(where: { $0 <= 0x20 || ":/?".utf8.contains($0) })
    else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
  }

  /// Whether a text is an IP address, of either version, and nothing else.
  static func isMachineAddress(_ text: String) -> Bool {
    guard isNumeric(text) else { return false }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 4 {
      return parts.allSatisfy { $0.utf8.count <= 3 && UInt8($0) != nil }
    }
    let groups = text.split(separator: ":", omittingEmptySubsequences: false)
    return (3...9).contains(groups.count) && text.utf8.count <= 45
      && text.contains(where: \.isHexDigit)
      && groups.dropLast().allSatisfy(isGroup)
      && (groups.last.map { isGroup($0) || isMachineAddress(String($0)) } ?? false)
      && (groups.count == 8 || text.contains("::"))
  }

  /// Every mail address has one, and hardly any other text.
  private static func hasAt(_ text: String) -> Bool {
    let bytes = text.utf8.span
    // No branch and no leaving early, so that the compiler can look at many bytes at a time.
    var folded: UInt8 = 0
    for index in bytes.indices { folded |= bytes[index] == UInt8(ascii: "@") ? 1 : 0 }
    return folded != 0
  }

  /// Whether a text is short, and holds what an IP address holds and nothing else: the first letter of
  /// a word tells.
  private static func isNumeric(_ text: String) -> Bool {
    let bytes = text.utf8.span
    guard bytes.count <= 45 else { return false }
    var isSeparated = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        break
      case UInt8(ascii: "."), UInt8(ascii: ":"): isSeparated = true
      default: return false
      }
    }
    return isSeparated
  }

  private static func isGroup(_ text: Substring) -> Bool {
    text.utf8.count <= 4 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
  }

  /// Bytes up to which a value is searched for addresses; a longer one is a text.
  private static let longestField = 320

  /// Takes mail addresses out of a name or a short value.
  ///
  /// `ann@example.org (Ann)`, as feeds write it, leaves `Ann`.
  ///
  /// - Returns: What is left, or `nil` for nothing, and how many addresses were taken out.
  static func withoutMailAddresses(_ text: String) -> (text: String?, count: Int) {
    guard text.utf8.count <= longestField, hasAt(text) else { return (text, 0) }
    let words = text.split(separator: " ")
    let kept = words.filter { word in !isMailAddress(trimmed(word)) }
    guard kept.count < words.count else { return (text, 0) }
    var rest = kept.joined(separator: " ")[...]
    if rest.hasPrefix("("), rest.hasSuffix(")"), rest.utf8.count > 1 {
      rest = rest.dropFirst().dropLast()
    }
    return (Text.line(String(rest)), words.count - kept.count)
  }

  private static func trimmed(_ word: Substring) -> String {
    let isAround = { (character: Character) in "<>()[]{},;:\"'".contains(character) }
    var word = word.drop(while: isAround)
    while let last = word.last, isAround(last) { word.removeLast() }
    return String(word)
  }

  static func isPrivate(_ text: String) -> Bool {
    text.utf8.count <= longestField && (isMailAddress(text) || isMachineAddress(text))
  }

  private static let secrets: Set<String> = [
    "password", "passwd", "passwordhash", "postpassword", "secret", "apikey", "token",
    "accesstoken", "ip", "ipaddress", "authorip", "commentauthorip", "email", "emailaddress",
    "mail", "authoremail", "commentauthoremail", "adminemail",
  ]

  /// Compares the last part of the name, without case and punctuation:
  /// `wp:comment_author_IP` is `commentauthorip`.
  static func isSecret(fieldName: String) -> Bool {
    let isBetweenParts = { (byte: UInt8) in ":/.".utf8.contains(byte) }
    let last = fieldName.utf8.reversed().drop(while: isBetweenParts)
      .prefix { !isBetweenParts($0) }
    let letters = last.reversed().filter(isLetterOrDigit)
    return letters.count <= longestSecret
      && secrets.contains(String(decoding: letters, as: UTF8.self).lowercased())
  }

  private static let longestSecret = 18

  /// Every byte of a character beyond ASCII counts as a letter: no secret's name holds one.
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || DateReading.isDigit(byte)
      || byte >= 0x80
  }
}
