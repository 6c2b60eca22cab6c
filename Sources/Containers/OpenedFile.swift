import Glibc

/// A file opened for reading, closed with the last that holds it.
package final class OpenedFile: Sendable {
  package let descriptor: Int32
  private let isOurs: Bool

  /// Opens a file of our own keeping.
  ///
  /// The C function is `open`.
  ///
  /// - Parameter path: absolute, as bytes.
  /// - Throws: `ContainerError.io` with the `errno`.
  package init(path: [UInt8]) throws(ContainerError) {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    let opened = unsafe open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    let code = errno
    guard opened >= 0 else { throw .io(code) }
    descriptor = opened
    isOurs = true
  }

  /// Standard input, which is not ours to close.
  package static let standardInput = OpenedFile(borrowing: STDIN_FILENO)

  private init(borrowing descriptor: Int32) {
    self.descriptor = descriptor
    isOurs = false
  }

  deinit {
    if isOurs { close(descriptor) }
  }
}
