/// The known pairs of labels in bytes, found by the first or the last byte of a line.
package enum LabelTable {
  package struct Pair: Sendable {
    package let reply: [UInt8]
    package let delete: [UInt8]
    /// Both labels with nothing between them.
    package let both: [UInt8]
    package let spaced: [UInt8]

    init(_ labels: CommentLabels) {
      reply = Array(labels.reply.utf8)
      delete = Array(labels.delete.utf8)
      both = reply + delete
      spaced = reply + [0x20] + delete
    }
  }

  package static let pairs = CommentLabels.known.map(Pair.init)

  /// Indices of the pairs whose first label may begin a line.
  package static func beginning(_ line: ArraySlice<UInt8>) -> [Int] {
    line.first.map { byFirst[Int($0)] } ?? []
  }

  /// Indices of the pairs whose second label may end a line.
  package static func ending(_ line: ArraySlice<UInt8>) -> [Int] {
    line.last.map { byLast[Int($0)] } ?? []
  }

  private static let byFirst = table { $0.reply.first }
  private static let byLast = table { $0.delete.last }

  private static func table(_ byte: (Pair) -> UInt8?) -> [[Int]] {
    var table = Array(repeating: [Int](), count: 256)
    for (index, pair) in pairs.enumerated() {
      if let byte = byte(pair) { table[Int(byte)].append(index) }
    }
    return table
  }
}
