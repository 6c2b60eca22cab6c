import Logging
import Testing

@testable import Subscribers

@Suite struct JournalEntryTests {
  func fields(
    _ metadata: Logger.Metadata,
    message: Logger.Message = "m",
    level: Logger.Level = .notice
  ) -> [String] {
    let event = LogEvent(
      level: level,
      message: message,
      metadata: nil,
      source: "Tests",
      file: "Tests/File.swift",
      function: "f()",
      line: 7
    )
    return JournalEntry(event, metadata: metadata).fields.map {
      "\($0.name)=" + String(decoding: $0.value, as: UTF8.self)
    }
  }

  @Test func `an event has its message id and its fields`() {
    let fields = fields(
      ["event": "accepted", "file": "page.txt", "posts_added": "12"],
      message: "page.txt: 12 new"
    )
    #expect(
      fields == [
        "MESSAGE=page.txt: 12 new", "PRIORITY=5", "SYSLOG_IDENTIFIER=winnow",
        "CODE_FILE=Tests/File.swift", "CODE_LINE=7", "CODE_FUNC=f()",
        "MESSAGE_ID=\(EventKind.accepted.messageID)", "WINNOW_EVENT=accepted",
        "WINNOW_FILE=page.txt", "WINNOW_POSTS_ADDED=12",
      ]
    )
  }

  @Test func `a line without an event has no message id`() {
    #expect(!fields(["file": "a"]).contains { $0.hasPrefix("MESSAGE_ID=") })
  }

  @Test func `a name with newlines stays one field with its bytes`() {
    let name = "a\nPRIORITY=0\nMESSAGE_ID=ffffffffffffffffffffffffffffffff"
    let fields = fields(["file": .string(name)], message: "\(name)")
    #expect(fields.contains("WINNOW_FILE=\(name)"))
    #expect(fields.first == "MESSAGE=\(name.replacing("\n", with: "\\n"))")
    #expect(fields.filter { $0.hasPrefix("PRIORITY=") } == ["PRIORITY=5"])
  }

  @Test(arguments: [
    ("file", "WINNOW_FILE"), ("posts_added", "WINNOW_POSTS_ADDED"),
    ("posts-added", "WINNOW_POSTS_ADDED"), ("a=b\nc", "WINNOW_A_B_C"), ("é", "WINNOW___"),
  ])
  func `every key makes a valid field name`(key: String, name: String) {
    #expect(JournalEntry.fieldName(key) == name)
  }

  @Test func `names and values are bounded`() {
    let long = String(repeating: "k", count: 100_000)
    let field = fields([long: .string(long)]).last ?? ""
    #expect(field.utf8.count == JournalEntry.nameLimit + 1 + JournalEntry.valueLimit)
  }

  @Test func `levels follow the scale of syslog`() {
    let priorities = Logger.Level.allCases.map(\.journalPriority)
    #expect(priorities == [7, 7, 6, 5, 4, 3, 2])
  }

  @Test func `every field of an event has the name that is documented`() {
    #expect(EventField.durationMicroseconds.journalName == "WINNOW_DURATION_USEC")
    #expect(Set(EventField.allCases.map(\.journalName)).count == EventField.allCases.count)
  }
}
