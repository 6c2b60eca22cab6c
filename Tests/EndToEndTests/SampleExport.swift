/// Small Takeout feeds of an invented blog, each with posts and threaded comments of its own.
struct SampleExport {
  let number: Int
  var postCount = 3
  var commentsPerPost = 4
  var blog = "4711"

  var name: String { "feed-\(number).atom" }

  var postTitles: [String] { (0..<postCount).map { "Post \(number)-\($0)" } }

  var bytes: [UInt8] { Array(text.utf8) }

  private var text: String {
    var text = """
      <?xml version='1.0' encoding='UTF-8'?>
      <feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
      <id>tag:blogger.com,1999:blog-\(blog)</id><title>Invented</title>

      """
    for post in 0..<postCount {
      text += entry(id: postID(post), type: "POST", title: "Post \(number)-\(post)")
      for comment in 0..<commentsPerPost {
        text += entry(
          id: commentID(post, comment),
          type: "COMMENT",
          title: "",
          parent: postID(post),
          inReplyTo: comment % 2 == 1 ? commentID(post, comment - 1) : nil
        )
      }
    }
    return text + "</feed>\n"
  }

  private func postID(_ post: Int) -> String { "post-\(number * 10_000_000 + post * 100 + 1)" }

  private func commentID(_ post: Int, _ comment: Int) -> String {
    "post-\(number * 10_000_000 + post * 100 + 10 + comment)"
  }

  private func entry(
    id: String,
    type: String,
    title: String,
    parent: String? = nil,
    inReplyTo: String? = nil
  ) -> String {
    let blog = "tag:blogger.com,1999:blog-\(blog)"
    let words = (0..<40).map { "word\($0)of\(id)" }.joined(separator: " ")
    return """
      <entry><id>\(blog).\(id)</id>
      \(parent.map { "<blogger:parent>\(blog).\($0)</blogger:parent>" } ?? "")
      \(inReplyTo.map { "<blogger:inReplyTo>\(blog).\($0)</blogger:inReplyTo>" } ?? "")
      <blogger:type>\(type)</blogger:type><blogger:status>LIVE</blogger:status>
      <title>\(title)</title><content type='html'>&lt;p&gt;\(words)&lt;/p&gt;</content>
      <author><name>Somebody \(number)</name></author>
      <published>2012-0\(1 + number % 9)-11T10:00:00Z</published>
      <updated>2012-0\(1 + number % 9)-12T10:00:00Z</updated>
      <blogger:filename>\(type == "POST" ? "/2012/01/\(id).html" : "")</blogger:filename>
      </entry>

      """
  }
}
