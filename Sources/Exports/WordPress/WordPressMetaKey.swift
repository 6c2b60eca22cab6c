/// What the words of a custom field's key say of its value: `_customer_ip_address` has three.
///
/// Words are compared by their first eight bytes, without case, so that no string is made of any.
struct WordPressMetaKey {
  /// A password, a key, a token, or the address of a machine.
  private(set) var holdsSecret = false
  /// The address of a person.
  private(set) var holdsAddress = false

  init(_ key: String) {
    var word: UInt64 = 0
    var before: UInt64 = 0
    for byte in key.utf8 {
      if Self.isOfWord(byte) {
        if word >> 56 == 0 { word = word << 8 | UInt64(byte | 0x20) }
      } else if word != 0 {
        judge(word, after: before)
        before = word
        word = 0
      }
    }
    if word != 0 { judge(word, after: before) }
  }

  private mutating func judge(_ word: UInt64, after before: UInt64) {
    if Self.secrets.contains(word) || (Self.keys.contains(word) && Self.beforeKey.contains(before))
    {
      holdsSecret = true
    } else if Self.addresses.contains(word) {
      holdsAddress = true
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte >= 0x80
  }

  private static let secrets = packed([
    "accesstoken", "apikey", "ip", "ipaddress", "passphrase", "passwd", "password", "pwd", "secret",
    "token",
  ])
  private static let keys = packed(["key", "keys"])
  private static let beforeKey = packed([
    "access", "api", "auth", "consumer", "license", "private", "secret",
  ])
  private static let addresses = packed(["email", "emails", "mail"])

  private static func packed(_ words: [String]) -> [UInt64] {
    words.map { $0.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
  }
}
