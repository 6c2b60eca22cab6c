import Detection
import Testing
import WeblogTesting

/// Which texts are taken for pages of a blog.
struct PageTextSignatureTests {
  @Test(arguments: [
    "A post.\n\n2 comments:\n\n  1. One.\n\n    ReplyDelete\n",
    "Ein Beitrag.\n\nKeine Kommentare:\n",
    "A post.\nA comment.\nRépondreSupprimer\nA comment.\nRépondreSupprimerMore.\n",
    "Post.\nFirst.ReplyDelete\nSecond.Delete\n",
    "Post.\nAnn\nWords\nReply\nDelete\nBo\nWords\nReply\nDelete\n",
    "Post.\nAnn said...\nWords.\n4 February 2014 at 10:00\nBo said…\nMore.\n",
    "記事。\n一つ目\n返信削除\n二つ目\n返信削除\n",
  ])
  func `text with comments of a blog is recognized`(text: String) {
    #expect(PageTextSignature.matches(head: Array(text.utf8)))
  }

  @Test(arguments: [
    "",
    "Dear Ann,\n\nplease reply. Delete what you do not need.\n\n  1. one\n  2. two\n",
    "He left some comments: they were read.\nNo comments from the minister.\n",
    "{\"comments\": \"ReplyDelete\", \"x\": \"2 comments:\"}\nReplyDelete\nReplyDelete\n",
    "[{\"a\": 1}]\nReplyDelete\nReplyDelete\n",
    "<html><body>2 comments:\nReplyDelete\nReplyDelete\n",
    "<?xml version='1.0'?>\n2 comments:\nReplyDelete\nReplyDelete\n",
    "id,author,text\n1,Ann,Reply\n2,Bo,Delete\n",
    "2014-02-04 10:00:01 INFO Reply sent\n2014-02-04 10:00:02 INFO Delete done\n",
    "func reply() {\n  ReplyDeleteRequest.send();\n}\n\nfunc delete() {\n  log();\n}\n",
    "# Shopping\n\n  1. bread\n  2. butter\n\n## Other\n\n  1. bread\n  2. soap\n",
    "Ann said...\nand then she left without another word.\n",
  ])
  func `other text is not`(text: String) {
    #expect(!PageTextSignature.matches(head: Array(text.utf8)))
  }

  @Test func `bytes that are no text are not`() {
    #expect(
      !PageTextSignature.matches(head: [0, 1, 2] + Array("\n2 comments:\nReplyDelete\n".utf8))
    )
  }

  @Test func `text in two-byte units is recognized by its mark`() {
    let units = "Post.\n2 comments:\n\n  1. One\n    ReplyDelete\n".utf16
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in units {
      little += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      big += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
    }
    #expect(PageTextSignature.matches(head: little))
    #expect(PageTextSignature.matches(head: big))
  }

  static let pages = Corpus.files(in: "corpus/blogger-text").filter { $0.hasSuffix(".txt") }
  static let others = ["blogger", "blogger-page", "blogger-takeout", "wordpress", "jsonfeed"]
    .flatMap { Corpus.files(in: "corpus/\($0)") }

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence), arguments: pages)
  func `a real page's text is recognized`(path: String) throws {
    #expect(PageTextSignature.matches(head: try Corpus.bytes(path)))
  }

  @Test(.enabled(if: Corpus.isPresent, Corpus.absence), arguments: others)
  func `a real export of another kind is not`(path: String) throws {
    #expect(!PageTextSignature.matches(head: Array(try Corpus.bytes(path).prefix(1 << 20))))
  }
}
