package import Containers

/// Hands a document's bytes to its reader, counts them, and stops when it is told to.
///
/// A class because the reader pulls through a closure while the head is looked at from outside; both
/// happen on the document's own queue.
package final class ByteMeter {
  package private(set) var handedOver: Int64 = 0
  private var document: FileDocument
  private let isCancelled: () -> Bool
  private let didRead: (Int) -> Void

  package init(
    _ document: consuming FileDocument,
    isCancelled: @escaping () -> Bool = { false },
    didRead: @escaping (Int) -> Void = { _ in }
  ) {
    self.document = document
    self.isCancelled = isCancelled
    self.didRead = didRead
  }

  package func head(_ count: Int) throws(ContainerError) -> [UInt8] { try document.head(count) }

  /// - Throws: `Abandonment` once the reading is no longer wanted, or `ContainerError`.
  package func next() throws -> [UInt8] {
    if isCancelled() { throw Abandonment() }
    let chunk = try document.next()
    handedOver += Int64(chunk.count)
    didRead(chunk.count)
    return chunk
  }
}
