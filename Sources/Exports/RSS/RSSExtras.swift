import Weblog

/// What an item or a channel says that no field is there for, and how many private addresses it is without.
struct RSSExtras {
  private(set) var list: [Extra] = []
  var withheld = 0

  /// Unknown elements and attributes kept of one item or channel; a channel's are compared whenever it says more.
  private static let maximum = 2_000

  mutating func keep(_ name: String, _ value: String) {
    let mailbox = Mailbox(extra: value)
    withheld += mailbox.withheld
    let value = mailbox.name ?? ""
    guard !value.isEmpty, list.count < Self.maximum, name.utf8.count <= Extra.longestName
    else { return }
    list.append(Extra(name: name, value: value))
  }

  /// The name of a person who is written with an e-mail address, which is counted and left out.
  mutating func name(in text: String) -> String? {
    let mailbox = Mailbox(text)
    withheld += mailbox.withheld
    return mailbox.name
  }
}
