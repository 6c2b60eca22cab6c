package import Containers

/// Hands a document's bytes to its reader, counts them, and stops when it is told to.
///
/// A class because the reader pulls through a closure while the head is looked at from outside; both
/// happen on the document's own queue.
package final class ByteMeter {
  package private(set) var handedOver: Int64 = 0
  private var document: Document
  private let isCancelled: () -> Bool
  private let didRead: (Int) -> Void

  package init(
    _ document: consuming Document,
    isCancelled: @escaping () -> Bool = { false },
    didRead: @escaping (Int) -> Void = { _ in }
  ) {
    self.document = document
    self.isCancelled = isCancelled
    self.didRead = didRead
  }

  package func head(_ count: Int) throws(ContainerError) -> [UInt8] { try document.head(count) }

  /// Outer to inner names, none for a bare file; known once the head has been looked at.
  package var container: [String] { document.names.count > 1 ? document.names : [] }

  /// What was wrong with the containers so far.
  package var flaws: [ContainerFlaw] { document.flaws }

  /// - Throws: `Abandonment` once the reading is no longer wanted, or `ContainerError`.
  package func next() throws -> [UInt8] {
    if isCancelled() { throw Abandonment() }
    let chunk = try document.next()
    handedOver += Int64(chunk.count)
    didRead(chunk.count)
    return chunk
  }
}
