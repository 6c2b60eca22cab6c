import Detection
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// Public feeds in Atom, with counts that were taken by hand.
@Suite(.enabled(if: Corpus.isPresent, Corpus.absence))
struct AtomFeedCorpusTests {
  private func dump(_ path: String) throws -> EntryDump {
    let bytes = try Corpus.bytes(path)
    let head = Array(bytes.prefix(64 << 10))
    #expect(Detector.verdict(head: head, name: nil) == .readable(.atomFeed))
    return EntryDump(bytes, as: .atomFeed)
  }

  @Test func `a link blog's 25 posts have pages of their own`() throws {
    let dump = try dump("corpus/atom/OneFootTsunami.atom")
    #expect(dump.entries.count == 26)
    #expect(dump.entries[0].url == "http://onefoottsunami.com")
    let posts = dump.entries.dropFirst()
    let home = "http://onefoottsunami.com/"
    #expect(posts.allSatisfy { $0.type == "post" && $0.authors?.first?.name == "Paul Kafasis" })
    #expect(posts.count { $0.url?.hasPrefix(home + "2015/") ?? false } == 7)
    #expect(posts.count { $0.url?.hasPrefix(home + "?p=") ?? false } == 18)
    #expect(
      posts.count { $0.ext?.contains { $0.hasPrefix("atom:link/alternate = ") } ?? false } == 15
    )
    #expect(Set(posts.compactMap { $0.nativeIDs?.first }).count == 25)
    #expect(posts.allSatisfy { $0.content?.hasPrefix("html: ") ?? false })
    #expect(dump.report == EntryDump.Report(variant: "1.0"))
  }

  @Test func `a feed that names no host gives ten paths`() throws {
    let dump = try dump("corpus/atom/qemu.atom")
    #expect(dump.entries.count == 11)
    #expect(dump.entries[0].title == "html: QEMU")
    #expect(dump.entries[0].url == nil)
    let posts = dump.entries.dropFirst()
    #expect(posts.first?.path == "/2025/08/26/qemu-10-1-0/")
    #expect(Set(posts.compactMap(\.path)).count == 10)
    #expect(posts.flatMap { $0.tags ?? [] }.count == 20)
    #expect(posts.allSatisfy { $0.nativeIDs == nil && $0.url == nil && $0.summary != nil })
    #expect(dump.report == EntryDump.Report(variant: "1.0"))
  }
}

extension EntryDump.Report {
  /// Of a document that nothing is wrong with.
  fileprivate init(variant: String) {
    var report = ReadingReport()
    report.variant = variant
    self.init(report)
  }
}
