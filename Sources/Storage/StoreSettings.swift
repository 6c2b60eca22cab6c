/// What an operator may choose about the store.
package struct StoreSettings: Hashable, Sendable {
  /// Bytes set aside, to be given back when the disk is full.
  package var ballast: Int64 = 64 << 20
  /// Milliseconds for which a snapshot lives.
  package var snapshotLife: Int64 = 24 * 60 * 60 * 1_000
  /// Bytes after which new records go to a further file of their partition.
  package var partSize: Int64 = 32 << 20
  /// How many small segments of the feed are listed before they become one.
  package var mostSmallSegments = 64
  /// Bytes from which a segment is large and stays as it is.
  package var smallSegment: Int64 = 4 << 20
  /// Milliseconds for which a superseded segment is still there to be read.
  package var segmentLife: Int64 = 24 * 60 * 60 * 1_000
  /// The most files that one manifest lists before its list is split.
  package var mostFilesListed = 2_000
  /// The id of a new store; a random one unless given.
  package var storeID: String?

  package init() {}
}
