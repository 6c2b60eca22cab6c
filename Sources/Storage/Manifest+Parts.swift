/// A list of files too long for one manifest, split by blog.
extension Manifest {
  struct Listing {
    /// Relative to `v1/`.
    var path: String
    var files: [File]

    /// One file a line.
    var bytes: [UInt8] {
      var writer = JSONWriter()
      for file in files {
        writer.object { $0.members(of: file) }
        writer.newline()
      }
      return writer.bytes
    }
  }

  /// Moves the list of files into parts when it is longer than that.
  ///
  /// - Returns: the parts, to be written before the manifest.
  mutating func split(above mostFiles: Int) -> [Listing] {
    guard files.count > mostFiles else { return [] }
    let listings = Dictionary(grouping: files, by: \.group).sorted { $0.key < $1.key }
      .map { Listing(path: "manifest/\($0.key).ndjson", files: $0.value) }
    parts = listings.map { listing in
      let bytes = listing.bytes
      return Part(
        path: listing.path,
        files: listing.files.count,
        bytes: Int64(bytes.count),
        sha256: ContentHash(of: bytes).hex
      )
    }
    files = []
    return listings
  }
}

extension Manifest.File {
  /// Which part of a split manifest lists the file: its blog's, or that of files of no blog.
  fileprivate var group: String {
    for component in path.split(separator: "/") where component.hasPrefix("blog=") {
      return String(component)
    }
    return "files"
  }
}
