import Glibc

/// A status or metrics file could not be replaced: worth a line in the log, never more.
package struct AtomicFileError: Error, Hashable, CustomStringConvertible {
  package var path: String
  package var errno: Int32

  package var description: String {
    "cannot write \(path.oneLine): \(unsafe String(cString: strerror(errno)))"
  }
}
