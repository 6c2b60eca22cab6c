/// How an encoding of two or four bytes for each unit gives itself away: by its byte order mark, or by
/// the zeros around the `<`, `{` or `[` that it begins with.
struct WideForm {
  private let bytesPerUnit: Int
  private let isLowByteFirst: Bool
  private let markLength: Int

  init?(_ head: [UInt8]) {
    guard let form = Self.openings.first(where: { head.starts(with: $0.opening) }) else {
      return nil
    }
    bytesPerUnit = form.bytesPerUnit
    isLowByteFirst = form.isLowByteFirst
    markLength = form.opening.contains(0xFE) ? form.opening.count : 0
  }

  private typealias Opening = (opening: [UInt8], bytesPerUnit: Int, isLowByteFirst: Bool)

  /// The longer openings begin like shorter ones, and so come first.
  private static let openings: [Opening] = fourBytes + twoBytes

  private static let fourBytes: [Opening] = {
    var openings: [Opening] = [([0xFF, 0xFE, 0, 0], 4, true), ([0, 0, 0xFE, 0xFF], 4, false)]
    for byte in firstBytes {
      openings += [([byte, 0, 0, 0], 4, true), ([0, 0, 0, byte], 4, false)]
    }
    return openings
  }()

  private static let twoBytes: [Opening] = {
    var openings: [Opening] = [([0xFF, 0xFE], 2, true), ([0xFE, 0xFF], 2, false)]
    for byte in firstBytes { openings += [([byte, 0], 2, true), ([0, byte], 2, false)] }
    return openings
  }()

  /// What XML and JSON begin with.
  private static let firstBytes = Array("<{[".utf8)

  /// The text in UTF-8; what is cut off at the end is left out.
  func text(of head: [UInt8]) -> [UInt8] {
    var units: [UInt32] = []
    units.reserveCapacity(head.count / bytesPerUnit)
    var start = markLength
    while start + bytesPerUnit <= head.count {
      let unit = head[start..<start + bytesPerUnit]
      units.append(
        isLowByteFirst
          ? unit.reversed().reduce(0) { $0 << 8 | UInt32($1) }
          : unit.reduce(0) { $0 << 8 | UInt32($1) }
      )
      start += bytesPerUnit
    }
    guard bytesPerUnit == 4 else {
      return Array(
        String(decoding: units.map { UInt16(truncatingIfNeeded: $0) }, as: UTF16.self).utf8
      )
    }
    return Array(String(decoding: units, as: UTF32.self).utf8)
  }
}
