import Weblog

/// Whole values, kept or passed over.
extension JSONScanner {
  /// Reads the value that the token in hand begins.
  ///
  /// - Parameters:
  ///   - token: the token in hand.
  ///   - maximumNodes: values kept inside it; the others are counted as `dropped-value`.
  /// - Returns: `nil` when the document ends inside the value.
  /// - Throws: `ExportError` when the value is larger than a node may be, or whatever the input throws.
  mutating func value(startingWith token: JSONToken, maximumNodes: Int) throws -> JSONValue? {
    var builder = JSONValueBuilder(maximumNodes: maximumNodes)
    let start = tokenOffset
    defer { isSkipping = false }
    builder.take(token, text)
    while builder.value == nil {
      isSkipping = builder.isFull
      guard let token = try next() else { return nil }
      guard tokenOffset - start <= Int64(limits.nodeBytes) else {
        throw ExportError(.nodeTooLarge, at: tokenOffset)
      }
      builder.take(token, text)
    }
    if builder.dropped > 0 { report.note("dropped-value", at: start, count: builder.dropped) }
    return builder.value
  }

  /// Passes over the value that the token in hand begins.
  ///
  /// - Returns: `false` when the document ends inside it.
  mutating func skip(startingWith token: JSONToken) throws -> Bool {
    guard token == .beginObject || token == .beginArray else { return true }
    let outside = depth - 1
    isSkipping = true
    defer { isSkipping = false }
    while depth > outside {
      guard try next() != nil else { return false }
    }
    return true
  }
}
