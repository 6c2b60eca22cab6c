/// What inflating one file may cost, held against the bytes that really come out.
///
/// The ratio is taken of the innermost layer to the file itself, so that layers do not multiply. It is
/// not asked before a size at which it could do harm: an export of one repeated word is no attack.
final class InflationBudget {
  /// Bytes of the file that are used up.
  var compressed: Int64 = 0
  private let limit: Int64
  private let ratio: Int

  private static let bytesWithoutRatio: Int64 = 16 << 20

  init(limit: Int64, ratio: Int) {
    self.limit = limit
    self.ratio = ratio
  }

  /// - Parameter produced: Bytes that have come out of a layer so far.
  /// - Throws: `ContainerError.tooLarge` or `.expandsTooMuch`.
  func allow(_ produced: Int64) throws(ContainerError) {
    guard produced <= limit else { throw .tooLarge(limit: limit) }
    guard produced > Self.bytesWithoutRatio else { return }
    guard produced / Int64(max(1, ratio)) <= compressed else {
      throw .expandsTooMuch(ratio: ratio, offset: produced)
    }
  }
}
