/// Why a document's bytes cannot be had.
package enum ContainerError: Error, Hashable {
  /// The document goes on beyond the limit, which is in bytes.
  case tooLarge(limit: Int64)
  /// What comes out is more than so many times what went in.
  case expandsTooMuch(ratio: Int, offset: Int64)
  /// More containers lie in one another than the limit allows.
  case nestedTooDeep(limit: Int)
  /// Begins like gzip, and nothing can be got out of it.
  case notInflatable
  /// Reading failed with this `errno`.
  case io(Int32)
  /// The time allowed for the file is up.
  case outOfTime
}
