import Foundation
import Subscribers
import Testing

/// `systemd/winnow.catalog` and `EventKind` say the same.
@Suite struct EventCatalogTests {
  struct Entry {
    var id: Substring
    var subject: Substring
    var body: String
    var variables: Set<String>
  }

  func text(of path: String) throws -> String {
    let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return try String(contentsOf: project.appending(path: path), encoding: .utf8)
  }

  func entries() throws -> [Entry] {
    try text(of: "systemd/winnow.catalog").components(separatedBy: "\n-- ").dropFirst().map {
      section in
      let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
      let subject = lines.first { $0.hasPrefix("Subject: ") }?.dropFirst("Subject: ".count)
      let body = lines.drop { !$0.isEmpty }.joined(separator: "\n")
      let variables = section.split(separator: "@", omittingEmptySubsequences: false)
        .filter { $0.hasPrefix("WINNOW_") }
      return Entry(
        id: lines[0],
        subject: subject ?? "",
        body: body.trimmingCharacters(in: .whitespacesAndNewlines),
        variables: Set(variables.map(String.init))
      )
    }
  }

  @Test func `every event kind has one entry, and every entry a kind`() throws {
    let ids = try entries().map { String($0.id) }
    #expect(ids.sorted() == EventKind.allCases.map(\.messageID).sorted())
  }

  @Test func `every entry says what happened and what it means`() throws {
    for entry in try entries() {
      #expect(!entry.subject.isEmpty, "\(entry.id)")
      #expect(entry.body.count > 40, "\(entry.id)")
    }
  }

  @Test func `entries substitute only fields that events have`() throws {
    let known = Set(EventField.allCases.map(\.journalName))
    for entry in try entries() {
      #expect(entry.variables.isSubset(of: known), "\(entry.id)")
    }
  }

  @Test func `the operations page lists every event and every field`() throws {
    let page = try text(of: "docs/OPERATIONS.md")
    for kind in EventKind.allCases {
      #expect(page.contains("| `\(kind.rawValue)` | \(kind.level) |"))
      #expect(page.contains("`\(kind.messageID)`"))
    }
    for field in EventField.allCases {
      #expect(page.contains("`\(field.journalName.dropFirst("WINNOW_".count))`"))
    }
  }

  @Test func `message ids are 128 bits in hex, each its own`() {
    for kind in EventKind.allCases {
      #expect(kind.messageID.count == 32)
      #expect(kind.messageID.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }
    #expect(Set(EventKind.allCases.map(\.messageID)).count == EventKind.allCases.count)
  }
}
