import Logging

/// One log event as fields of the journal's native protocol.
///
/// `MESSAGE` is escaped to one line; every other value is kept byte for byte, whatever it holds.
struct JournalEntry: Equatable {
  struct Field: Equatable {
    var name: String
    var value: [UInt8]
  }

  /// Longer values are cut: an entry must fit one datagram.
  static let valueLimit = 16_384
  /// The journal refuses longer names.
  static let nameLimit = 64

  private(set) var fields: [Field] = []

  init(_ event: LogEvent, metadata: Logger.Metadata) {
    add("MESSAGE", event.message.description.oneLine)
    add("PRIORITY", String(event.level.journalPriority))
    add("SYSLOG_IDENTIFIER", "winnow")
    add("CODE_FILE", event.file)
    add("CODE_LINE", String(event.line))
    add("CODE_FUNC", event.function)
    if case .string(let name) = metadata[EventField.kindKey], let kind = EventKind(rawValue: name) {
      add("MESSAGE_ID", kind.messageID)
    }
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      add(Self.fieldName(key), value.description)
    }
  }

  /// The entry as the journal takes it.
  ///
  /// Each field is `NAME=value` and a newline. A value that holds a newline itself has its length before
  /// it instead, so that no value can add a field of its own.
  var datagram: [UInt8] {
    var bytes: [UInt8] = []
    for field in fields {
      bytes += field.name.utf8
      if field.value.contains(UInt8(ascii: "\n")) {
        bytes.append(UInt8(ascii: "\n"))
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
          bytes.append(UInt8(truncatingIfNeeded: UInt64(field.value.count) >> shift))
        }
      } else {
        bytes.append(UInt8(ascii: "="))
      }
      bytes += field.value
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// A metadata key as a journal field: `WINNOW_`, then capitals, digits and underscores.
  static func fieldName(_ key: String) -> String {
    let letters = key.utf8.map { byte -> Character in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): Character(Unicode.Scalar(byte - 32))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        Character(Unicode.Scalar(byte))
      default: "_"
      }
    }
    return String(("WINNOW_" + String(letters)).prefix(nameLimit))
  }

  private mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: Array(value.utf8.prefix(Self.valueLimit))))
  }
}

extension Logger.Level {
  /// The level on syslog's scale, where 2 is critical and 7 debug.
  var journalPriority: Int {
    switch self {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
