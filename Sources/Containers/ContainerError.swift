/// Why a document's bytes cannot be had.
package enum ContainerError: Error, Hashable {
  /// The document goes on beyond the limit, which is in bytes.
  case tooLarge(limit: Int64)
  /// Reading failed with this `errno`.
  case io(Int32)
  /// The time allowed for the file is up.
  case outOfTime
}
