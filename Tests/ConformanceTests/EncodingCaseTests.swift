import Detection
import Foundation
import Normalization
import Testing
import Weblog
import WeblogTesting

@testable import Exports

/// Documents made to confuse a reader about their encoding, and `Tables/encoding-cases.json`: what each must
/// give.
struct EncodingCaseTests {
  private static let folder = "corpus/feedparser-encoding"

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence))
  func `documents read in the encoding they are in`() throws {
    let table = try EncodingTable()
    let names = Corpus.files(in: Self.folder).map { ($0 as NSString).lastPathComponent }
    #expect(names.sorted() == table.documents.keys.sorted())
    var mappable = 0
    var held = 0
    for (name, expected) in table.documents where expected.unmappable == nil {
      mappable += 1
      let found = try EncodingReading(Corpus.bytes("\(Self.folder)/\(name)"), name: name)
      let holds = expected.holds(for: found)
      if holds { held += 1 }
      #expect(holds == (expected.exception == nil), "\(name): \(found)")
    }
    #expect(mappable >= 40)
    #expect(held * 100 >= mappable * 97, "\(held) of \(mappable)")
  }
}

/// The table of cases.
private struct EncodingTable: Decodable {
  let documents: [String: Expectation]

  struct Expectation: Decodable {
    var encoding: String?
    var title: String?
    var html: String?
    var text: String?
    var notice: String?
    var unmappable: String?
    var exception: String?

    func holds(for found: EncodingReading) -> Bool {
      (encoding == nil || encoding == found.encoding)
        && (title == nil || title == found.title)
        && (html == nil || html == found.html)
        && (text == nil || text == found.text)
        && (notice == nil || found.notices.contains(notice ?? ""))
    }
  }

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Tables/encoding-cases.json")
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }
}

/// What comes of one document, from its bytes to the normal form of its words.
private struct EncodingReading {
  var encoding: String
  var title: String?
  var html: String?
  var text: String?
  var notices: [String]

  init(_ bytes: [UInt8], name: String) throws {
    guard case .readable = Detector.verdict(head: bytes, name: name) else {
      throw ExportError(.unrecognized, at: 0)
    }
    var words: [String: String] = [:]
    var element = ""
    var scanner = XMLScanner(input: ByteInput(chunksOf: bytes, size: 64))
    while let token = try scanner.next() {
      switch token {
      case .start(let name): element = name.local
      case .text: if words[element] == nil { words[element] = scanner.text.string }
      case .end, .comment, .instruction, .doctype: continue
      }
    }
    encoding = scanner.report.encoding
    notices = scanner.report.notices.map(\.code)
    normalize(title: words["title"], description: words["description"])
  }

  private mutating func normalize(title: String?, description: String?) {
    var entry = PostEntry(locator: "item 1", offset: 0)
    entry.title = title.map { MarkedText($0, .plain) }
    entry.content = description.map { MarkedText($0, .html) }
    var normalizer = Normalizer(rank: .feed, directory: nil)
    guard case .post(let normal) = normalizer.normalize(.post(entry)) else { return }
    self.title = normal.post.title
    html = normal.post.contentHTML
    text = normal.post.contentText
  }
}

extension ByteInput {
  /// Hands over bytes in chunks of one size.
  fileprivate init(chunksOf bytes: [UInt8], size: Int) {
    var rest = bytes[...]
    self.init {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }
}
