import Foundation
import Testing
import Weblog

@testable import Storage

@Suite struct RecordTests {
  private static let post: Post = {
    var post = Post()
    post.kind = .video
    post.status = .trashed
    post.visibility = .private
    post.title = "T"
    post.slug = ""
    post.url = "https://example.org/a"
    post.urlAliases = ["b", ""]
    post.path = "/a"
    post.language = "de"
    post.summary = "ü"
    post.tags = ["x", "y"]
    post.nativeIDs = [NativeID(space: "guid", id: "1")]
    post.publishedAt = Instant(millisecondsSinceEpoch: -1)
    post.updatedAt = Instant(millisecondsSinceEpoch: .max)
    post.publishedOn = CalendarDay(daysSinceEpoch: -719_162)
    post.publishedRaw = "long ago"
    post.updatedRaw = "now"
    post.authors = [Author(name: nil, url: "u", nativeID: "n")]
    post.contentHTML = "<p>\u{1F600}</p>"
    post.contentText = "\u{1F600}"
    post.media = [Medium(url: "m", role: "inline", type: nil, bytes: 12, title: "t")]
    post.commentsDeclared = 0
    post.ext = [Extra(name: "a", value: "")]
    return post
  }()

  private static let comment: Comment = {
    var comment = Comment()
    comment.kind = .trackback
    comment.status = .deleted
    comment.author = Author(name: "A")
    comment.publishedAt = Instant(millisecondsSinceEpoch: 7)
    comment.publishedOn = CalendarDay(daysSinceEpoch: 7)
    comment.publishedRaw = "7"
    comment.contentHTML = ""
    comment.contentText = "words"
    comment.nativeIDs = [NativeID(space: "a", id: "b")]
    comment.ext = [Extra(name: "n", value: "v")]
    return comment
  }()

  @Test func `records come back as they were`() throws {
    #expect(try PostRecord.decode(PostRecord.encode(Self.post)) == Self.post)
    #expect(try PostRecord.decode(PostRecord.encode(Post())) == Post())
    #expect(try CommentRecord.decode(CommentRecord.encode(Self.comment)) == Self.comment)
    #expect(try CommentRecord.decode(CommentRecord.encode(Comment())) == Comment())
  }

  @Test func `no cut or altered record traps, and a cut one never decodes`() throws {
    let bytes = PostRecord.encode(Self.post)
    for length in 0..<bytes.count {
      #expect(throws: StorageError.self) { try PostRecord.decode([UInt8](bytes[..<length])) }
    }
    for index in bytes.indices {
      for bit in 0..<8 {
        var altered = bytes
        altered[index] ^= 1 << bit
        _ = try? PostRecord.decode(altered)
        _ = try? CommentRecord.decode(altered)
        _ = try? SourceRecord.decode(altered)
      }
    }
  }

  @Test func `every text is written as JSON that reads back`() throws {
    let hard = String(String.UnicodeScalarView((0...0x2100).compactMap(Unicode.Scalar.init)))
    for text in ["", "plain", "\"\\\u{0}\u{8}\t\n\u{C}\r\u{1F}\u{7F}", hard, "\u{1F600}\u{2028}"] {
      var writer = JSONWriter()
      writer.object { $0.member("key", text) }
      let read = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: String]
      #expect(read?["key"]?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    }
  }

  @Test func `escapes are the short ones where there are any`() {
    var writer = JSONWriter()
    writer.object { $0.member("k", "\"\\/\u{8}\t\n\u{C}\r\u{1}\u{1F}é") }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"k":"\"\\/\b\t\n\f\r\u0001\u001fé"}"#
    )
  }

  @Test func `paths keep bytes that are no text`() {
    let path = DiskPath("/a/b") / [0xFF, 0x41]
    #expect(path.name == [0xFF, 0x41])
    #expect(path.folder == DiskPath("/a/b"))
    #expect(DiskPath("/a").folder == DiskPath("/"))
  }
}
