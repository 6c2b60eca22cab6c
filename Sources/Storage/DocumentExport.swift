/// One JSON document per post, comments nested, in a folder per blog: for people and site generators.
package struct DocumentExport {
  private let folder: DiskPath
  private let disk: any Disk

  package init(to folder: DiskPath, disk: any Disk) {
    self.folder = folder
    self.disk = disk
  }

  /// Writes `<blog>/<id>.json` for each post; a document that is there already is replaced.
  ///
  /// - Returns: how many posts were written.
  package func run(_ reader: StoreReader, blog: String?) throws(StorageError) -> Int {
    var count = 0
    try disk.makeFolders(folder)
    var ids: [(slug: String, id: String)] = []
    try reader.posts(blog: blog) { ids.append(($0.blogSlug, $0.id)) }
    for (slug, id) in ids {
      guard let (post, comments) = try reader.post(id) else { continue }
      try disk.makeFolders(folder / slug)
      try write(
        NestedDocument(post: post, comments: comments).json,
        to: folder / slug / "\(id).json"
      )
      count += 1
    }
    return count
  }

  private func write(_ bytes: [UInt8], to path: DiskPath) throws(StorageError) {
    let temporary = path.folder / ".\(String(decoding: path.name, as: UTF8.self)).part"
    try disk.removeAll(temporary)
    let file = try disk.create(temporary)
    try file.append(bytes)
    try file.close()
    try disk.replace(path, with: temporary)
  }
}
