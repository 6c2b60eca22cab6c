import Weblog

/// What an item or a channel says that no field is there for, and how many private addresses it is without.
struct RSSExtras {
  private(set) var list: [Extra] = []
  var withheld = 0

  /// Unknown elements and attributes kept of one item or channel; a channel's are compared whenever it says more.
  private static let maximum = 2_000
  /// Bytes of a text that may be a person's address; a longer one is prose.
  private static let longestMailbox = 320

  mutating func keep(_ name: String, _ value: String) {
    var value = value
    if value.utf8.count <= Self.longestMailbox, Self.holdsAt(value) {
      value = self.name(in: value) ?? ""
    }
    guard !value.isEmpty, list.count < Self.maximum else { return }
    list.append(Extra(name: name, value: value))
  }

  private static func holdsAt(_ value: String) -> Bool {
    let bytes = value.utf8.span
    for index in bytes.indices where bytes[index] == UInt8(ascii: "@") { return true }
    return false
  }

  /// The name of a person who is written with an e-mail address, which is counted and left out.
  mutating func name(in text: String) -> String? {
    let mailbox = Mailbox(text)
    withheld += mailbox.withheld
    return mailbox.name
  }
}
