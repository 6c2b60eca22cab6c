package import Weblog

/// `manifest.json`, the commit point of the store: one JSON object on one line.
///
/// `{"format","store_id","generation","seq","committed_at","counts":{…},"changes":{"first_seq",
/// "segments":[{"path","first_seq","last_seq","records","bytes","sha256"}]},"files":[{"path","records",
/// "bytes","sha256"}],"parts":[{"path","files","bytes","sha256"}]}`. Above 2 000 files `files` is
/// empty and each of `parts` names a file, one for each blog and one for the rest, that holds such
/// entries, one a line. What it names was durable before it was put in place.
package struct Manifest: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package var path: String
    package var records: Int64
    package var bytes: Int64
    package var sha256: String
  }

  package struct Segment: Hashable, Sendable {
    package var first: Int64
    package var last: Int64
    package var records: Int64
    package var bytes: Int64
    package var sha256: String

    package var path: String { Self.path(first, last) }

    static func path(_ first: Int64, _ last: Int64) -> String {
      "changes/\(zeroPadded(first, to: 16))-\(zeroPadded(last, to: 16)).ndjson"
    }
  }

  package struct Part: Hashable, Sendable {
    package var path: String
    package var files: Int
    package var bytes: Int64
    package var sha256: String
  }

  package struct Counts: Hashable, Sendable {
    package var blogs: Int64 = 0
    package var posts: Int64 = 0
    package var comments: Int64 = 0
    package var sources: Int64 = 0
    package var tombstones: Int64 = 0
  }

  static let format = "winnow-store 1"

  package var storeID: String
  package var generation: Int64
  package var sequence: Int64
  package var committedAt: Instant
  package var counts: Counts
  package var firstSequence: Int64
  package var segments: [Segment]
  package var files: [File]
  package var parts: [Part] = []

  /// The bytes of the file.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { $0.members(of: self) }
    writer.newline()
    return writer.bytes
  }
}

extension JSONWriter {
  /// Writes every field in schema order; braces are the caller's.
  mutating func members(of manifest: Manifest) {
    member("format", Manifest.format)
    member("store_id", manifest.storeID)
    member("generation", manifest.generation)
    member("seq", manifest.sequence)
    member("committed_at", manifest.committedAt)
    key("counts")
    object {
      $0.member("blogs", manifest.counts.blogs)
      $0.member("posts", manifest.counts.posts)
      $0.member("comments", manifest.counts.comments)
      $0.member("sources", manifest.counts.sources)
      $0.member("tombstones", manifest.counts.tombstones)
    }
    key("changes")
    object {
      $0.member("first_seq", manifest.firstSequence)
      $0.key("segments")
      $0.array(manifest.segments) { writer, segment in
        writer.object { $0.members(of: segment) }
      }
    }
    key("files")
    array(manifest.files) { writer, file in writer.object { $0.members(of: file) } }
    key("parts")
    array(manifest.parts) { writer, part in writer.object { $0.members(of: part) } }
  }

  mutating func members(of file: Manifest.File) {
    member("path", file.path)
    member("records", file.records)
    member("bytes", file.bytes)
    member("sha256", file.sha256)
  }

  private mutating func members(of segment: Manifest.Segment) {
    member("path", segment.path)
    member("first_seq", segment.first)
    member("last_seq", segment.last)
    member("records", segment.records)
    member("bytes", segment.bytes)
    member("sha256", segment.sha256)
  }

  private mutating func members(of part: Manifest.Part) {
    member("path", part.path)
    member("files", part.files)
    member("bytes", part.bytes)
    member("sha256", part.sha256)
  }
}
