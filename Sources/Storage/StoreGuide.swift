import Weblog

/// What stands beside the records and explains them: `FORMAT`, `README.md` and the schemas.
struct StoreGuide {
  private let layout: StoreLayout
  private let disk: any Disk
  private let storeID: String

  init(_ layout: StoreLayout, _ disk: any Disk, storeID: String) {
    self.layout = layout
    self.disk = disk
    self.storeID = storeID
  }

  var files: [(path: DiskPath, bytes: [UInt8])] {
    [
      (layout.format, [UInt8]("\(Manifest.format) \(storeID)\n".utf8)),
      (layout.readme, PackageResources.README_md),
      (layout.schemas / "post.schema.json", PackageResources.post_schema_json),
      (layout.schemas / "comment.schema.json", PackageResources.comment_schema_json),
      (layout.schemas / "blog.schema.json", PackageResources.blog_schema_json),
      (layout.schemas / "source.schema.json", PackageResources.source_schema_json),
      (layout.schemas / "change.schema.json", PackageResources.change_schema_json),
      (layout.schemas / "tombstone.schema.json", PackageResources.tombstone_schema_json),
      (layout.schemas / "manifest.schema.json", PackageResources.manifest_schema_json),
    ]
  }

  /// Replaces what is missing or from another version of the program.
  func publish() throws(StorageError) {
    for (path, bytes) in files where try !disk.holds(bytes, at: path) {
      try disk.makeFolders(path.folder)
      var staged = try StagedFile(layout.work / "guide", on: disk)
      try staged.append(bytes)
      _ = try staged.finish()
      try disk.replace(path, with: staged.path)
      try disk.syncFolder(path.folder)
    }
  }
}
