import Foundation
import Testing
import Weblog
import WeblogTesting

@testable import Normalization

/// Real posts and comments, read by us and by an independent reader of HTML.
struct CorpusReadingTests {
  private static let python = "/usr/bin/python3"

  /// Prints, for each content element of an Atom file, its HTML and the words Python finds in it.
  private static let script = """
    import sys, json, xml.etree.ElementTree as tree
    from html.parser import HTMLParser
    hidden = {"script", "style", "template", "iframe", "noembed", "noframes", "title"}
    inline = {"a", "abbr", "acronym", "b", "big", "cite", "code", "del", "em", "font", "i", "img",
      "ins", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr", "o:p"}
    class Reader(HTMLParser):
      def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.depth = [], 0
      def handle_starttag(self, name, attributes):
        if name in hidden: self.depth += 1
        if name not in inline: self.text.append(" ")
      def handle_endtag(self, name):
        if name in hidden: self.depth = max(0, self.depth - 1)
        if name not in inline: self.text.append(" ")
      def handle_data(self, data):
        if not self.depth: self.text.append(data)
    for path in sys.argv[1:]:
      for element in tree.parse(path).iter("{http://www.w3.org/2005/Atom}content"):
        html = element.text or ""
        reader = Reader()
        reader.feed(html)
        reader.close()
        print(json.dumps({"html": html, "words": "".join(reader.text).split()}))
    """

  private struct Reading: Decodable {
    var html: String
    var words: [String]
  }

  private static var canRun: Bool {
    Corpus.isPresent && FileManager.default.isExecutableFile(atPath: python)
  }

  @Test(.enabled(if: canRun, "needs WINNOW_CORPUS and Python"))
  func `every word of every exported post is read, in order`() throws {
    let files = ["corpus/blogger", "corpus/blogger-takeout"].flatMap { Corpus.files(in: $0) }
    let readings = try Self.independentReadings(of: files.map { try Corpus.url($0).path })
    #expect(readings.count > 20)
    for reading in readings {
      let text = PlainText.reading(html: reading.html)
      #expect(text.split(whereSeparator: \.isWhitespace).map(String.init) == reading.words)
    }
  }

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence))
  func `whole pages and damaged files are read without a trap`() throws {
    let files = ["corpus/blogger-page", "corpus/blogger-text", "corpus/rss", "corpus/feedparser"]
      .flatMap { Corpus.files(in: $0) }
    #expect(!files.isEmpty)
    for file in files {
      let html = String(decoding: try Corpus.bytes(file), as: UTF8.self)
      #expect(PlainText.reading(html: html).utf8.count <= html.utf8.count * 2)
    }
  }

  private static func independentReadings(of files: [String]) throws -> [Reading] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script] + files
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try output.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Reading.self, from: $0)
    }
  }
}
