/// Entries as the classic backup (`blog-MM-DD-YYYY.xml`) has them.
struct ClassicEntries: EntryWriting {
  private static let kind = "http://schemas.google.com/g/2005#kind"
  private static let kinds = "http://schemas.google.com/blogger/2008/kind#"

  let plan: ExportPlan

  private var tag: String { "tag:blogger.com,1999:blog-\(plan.blogID)" }
  private var feeds: String { "http://www.blogger.com/feeds/\(plan.blogID)" }

  var head: String {
    """
    <?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet \
    href="http://www.blogger.com/styles/atom.css" type="text/css"?>\
    <feed xmlns='http://www.w3.org/2005/Atom' \
    xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' \
    xmlns:gd='http://schemas.google.com/g/2005' \
    xmlns:thr='http://purl.org/syndication/thread/1.0' \
    xmlns:georss='http://www.georss.org/georss'><id>\(tag).archive</id>\
    <updated>2024-01-02T03:04:05.678Z</updated><title type='text'>A made-up blog</title>\
    <link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' \
    href='http://\(ExportPlan.host)/feeds/archive'/>\
    <link rel='self' type='application/atom+xml' href='\(feeds)/archive'/>\
    <link rel='alternate' type='text/html' href='http://\(ExportPlan.host)/'/>\
    \(author(0))<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>
    """ + settings
  }

  private var settings: String {
    let names = ["BLOG_NAME", "BLOG_DESCRIPTION", "BLOG_ADMIN_PERMISSION", "BLOG_TIME_ZONE"]
    let values = ["A made-up blog", "Nothing in it is true", "owner@example.org", "Europe/London"]
    let entries = zip(names, values).map { name, value in
      """
      <entry><id>\(tag).settings.\(name)</id><published>2006-01-01T00:00:00.000Z</published>\
      <updated>2024-01-02T03:04:05.678Z</updated>\(category("settings"))\
      <title type='text'>\(name)</title><content type='text'>\(value)</content>\
      \(author(0))</entry>
      """
    }
    let template = String(repeating: "&lt;b:widget id='x'/&gt;\n", count: 800)
    return entries.joined()
      + """
      <entry><id>\(tag).layout</id><published>2006-01-01T00:00:00.000Z</published>\
      <updated>2024-01-02T03:04:05.678Z</updated>\(category("template"))\
      <title type='text'>Template: A made-up blog</title>\
      <content type='text'>\(template)</content>\(author(0))</entry>
      """
  }

  func entry(_ post: PostDraft) -> String {
    let id = plan.postID(post.number)
    let time = plan.publication(ofPost: post.number)
    let labels = post.labels.map {
      "<category scheme='http://www.blogger.com/atom/ns#' term='\($0)'/>"
    }
    return """
      <entry><id>\(tag).post-\(id)</id><published>\(time.written(zone: "Z"))</published>\
      <updated>\(time.adding(seconds: 86_400).written(zone: "Z"))</updated>\
      \(category("post"))\(labels.joined())<title type='text'>\(post.title)</title>\
      <content type='html'>\(post.body)</content>\
      <link rel='replies' type='application/atom+xml' href='\(feeds)/\(id)/comments/default' \
      title='Post Comments'/>\
      <link rel='edit' type='application/atom+xml' href='\(feeds)/posts/default/\(id)'/>\
      <link rel='self' type='application/atom+xml' href='\(feeds)/posts/default/\(id)'/>\
      <link rel='alternate' type='text/html' \
      href='http://\(ExportPlan.host)\(plan.path(ofPost: post.number))' title='\(post.title)'/>\
      \(author(0))<thr:total>\(post.comments)</thr:total></entry>
      """
  }

  func entry(_ comment: CommentDraft) -> String {
    let id = plan.commentID(comment.number)
    let post = plan.postID(comment.post)
    let time = plan.publication(ofComment: comment.ordinal, onPost: comment.post)
    let page = "http://\(ExportPlan.host)\(plan.path(ofPost: comment.post))"
    let related = comment.parent.map {
      """
      <link rel='related' type='application/atom+xml' \
      href='\(feeds)/\(post)/comments/default/\(plan.commentID($0))'/>
      """
    }
    return """
      <entry><id>\(tag).post-\(id)</id><published>\(time.written(zone: "Z"))</published>\
      <updated>\(time.written(zone: "Z"))</updated>\(category("comment"))\
      <title type='text'>A comment</title><content type='html'>\(comment.body)</content>\
      <link rel='edit' type='application/atom+xml' \
      href='\(feeds)/\(post)/comments/default/\(id)'/>\
      <link rel='self' type='application/atom+xml' \
      href='\(feeds)/\(post)/comments/default/\(id)'/>\
      <link rel='alternate' type='text/html' \
      href='\(page)?showComment=\(time.secondsSinceEpoch)123#c\(id)' title=''/>\
      \(related ?? "")\(author(comment.author))\
      <thr:in-reply-to href='\(page)' ref='\(tag).post-\(post)' \
      source='\(feeds)/posts/default/\(post)' type='text/html'/></entry>
      """
  }

  private func category(_ name: String) -> String {
    "<category scheme='\(Self.kind)' term='\(Self.kinds)\(name)'/>"
  }

  private func author(_ number: Int) -> String {
    """
    <author><name>Person \(number)</name>\
    <uri>http://www.blogger.com/profile/\(plan.authorID(number))</uri>\
    <email>noreply@blogger.com</email></author>
    """
  }
}
