import FoundationEssentials
package import Storage

/// The numbers of the published manifest, for a status that needs no daemon and no rights.
package struct PublishedManifest: Hashable, Sendable {
  package let generation: Int64
  package let sequence: Int64
  package let posts: Int
  package let comments: Int
  package let sources: Int

  /// - Throws: `StorageError` when there is no manifest, or it is not one.
  package init(layout: StoreLayout) throws(StorageError) {
    let bytes = try PosixDisk().contents(layout.manifest)
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)) else {
      throw StorageError(.damaged, "read", layout.manifest.description)
    }
    generation = manifest.generation
    sequence = manifest.seq
    posts = manifest.counts.posts
    comments = manifest.counts.comments
    sources = manifest.counts.sources
  }

  private struct Manifest: Decodable {
    struct Counts: Decodable {
      let posts: Int
      let comments: Int
      let sources: Int
    }

    let generation: Int64
    let seq: Int64
    let counts: Counts
  }
}
