/// Entries as a Takeout's `feed.atom` has them.
struct TakeoutEntries: EntryWriting {
  let plan: ExportPlan

  private var tag: String { "tag:blogger.com,1999:blog-\(plan.blogID)" }

  var head: String {
    """
    <?xml version='1.0' encoding='utf-8'?>
    <feed xmlns='http://www.w3.org/2005/Atom' \
    xmlns:blogger='http://schemas.google.com/blogger/2018'>
      <id>\(tag)</id>
      <title>A made-up blog</title>

    """
  }

  func entry(_ post: PostDraft) -> String {
    let time = plan.publication(ofPost: post.number)
    let labels = post.labels.map { "    <category scheme='\(tag)' term='\($0)'/>\n" }
    return """
        <entry>
          <id>\(tag).post-\(plan.postID(post.number))</id>
          <blogger:type>POST</blogger:type>
          <blogger:status>LIVE</blogger:status>
          \(author(0))
          <title>\(post.title)</title>
          <content type='html'>\(post.body)</content>
          <blogger:metaDescription/>
          <blogger:created>\(time.written(zone: "Z"))</blogger:created>
          <published>\(time.written(zone: "Z"))</published>
          <updated>\(time.adding(seconds: 86_400).written(zone: "Z"))</updated>
      \(labels.joined())    <blogger:filename>\(plan.path(ofPost: post.number))</blogger:filename>
          <link/>
          <enclosure/>
          <blogger:trashed/>
        </entry>

      """
  }

  func entry(_ comment: CommentDraft) -> String {
    let time = plan.publication(ofComment: comment.ordinal, onPost: comment.post)
    let parent = comment.parent.map { "\(tag).post-\(plan.commentID($0))" } ?? ""
    return """
        <entry>
          <id>\(tag).post-\(plan.commentID(comment.number))</id>
          <blogger:parent>\(tag).post-\(plan.postID(comment.post))</blogger:parent>
          <blogger:inReplyTo>\(parent)</blogger:inReplyTo>
          <blogger:type>COMMENT</blogger:type>
          <blogger:status>LIVE</blogger:status>
          \(author(comment.author))
          <title>A comment</title>
          <content type='html'>\(comment.body)</content>
          <published>\(time.written(zone: "Z"))</published>
          <updated>\(time.written(zone: "Z"))</updated>
        </entry>

      """
  }

  private func author(_ number: Int) -> String {
    """
    <author><name>Person \(number)</name>\
    <uri>https://www.blogger.com/profile/\(plan.authorID(number))</uri>\
    <blogger:type>BLOGGER</blogger:type></author>
    """
  }
}
