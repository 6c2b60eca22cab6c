/// Where a reader gets its bytes: a closure, so that no room has to know its neighbour.
///
/// Each call hands over the next chunk of the document, of any size that suits the opener (256 KiB
/// does); an empty chunk means the end. What the closure throws passes through the reader unchanged,
/// so an opener can stop a reader that has run out of time.
package struct ByteInput {
  package let next: () throws -> [UInt8]

  package init(_ next: @escaping () throws -> [UInt8]) {
    self.next = next
  }
}
