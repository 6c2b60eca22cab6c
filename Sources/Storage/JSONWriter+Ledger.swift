package import Weblog

/// The lines of the ledger, of the feed and of the tombstones. Braces are the caller's.
extension JSONWriter {
  package mutating func members(of source: Source) {
    member("id", source.id)
    member("name", source.name)
    member("container", source.container)
    member("bytes", source.bytes)
    member("format", source.format)
    member("variant", source.variant)
    member("encoding", source.encoding)
    member("received", source.received)
    member("outcome", source.outcome.rawValue)
    member("duplicate_of", source.duplicateOf)
    key("counts")
    object { $0.members(of: source.counts) }
    key("declared")
    object {
      $0.member("posts", source.postsDeclared)
      $0.member("comments", source.commentsDeclared)
    }
    key("repairs")
    array(source.repairs) { writer, notice in writer.object { $0.members(of: notice) } }
    member("withheld", source.withheld)
    member("parser", source.parser)
  }

  package mutating func members(of counts: Source.Counts) {
    member("posts", counts.posts)
    member("comments", counts.comments)
    member("added", counts.added)
    member("updated", counts.updated)
    member("unchanged", counts.unchanged)
    member("skipped", counts.skipped)
  }

  package mutating func members(of notice: Notice) {
    member("code", notice.code)
    member("count", notice.count)
    member("first_offset", notice.firstOffset)
  }

  package mutating func members(of change: Change) {
    member("seq", change.sequence)
    member("at", change.at)
    member("op", change.operation.rawValue)
    member("kind", change.kind.rawValue)
    member("id", change.id)
    member("into", change.into)
    member("revision", change.revision)
    member("path", change.path)
  }

  package mutating func members(of tombstone: Tombstone) {
    member("id", tombstone.id)
    member("kind", tombstone.kind.rawValue)
    member("into", tombstone.into)
    member("at", tombstone.at)
    member("reason", tombstone.reason.rawValue)
    member("blog_slug", tombstone.blogSlug)
  }
}
