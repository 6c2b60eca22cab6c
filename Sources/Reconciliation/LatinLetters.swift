/// ASCII spellings of U+00A0 to U+017F: lower case, without marks; empty for what is no letter.
enum LatinLetters {
  static func spelling(of value: UInt32) -> String {
    let index = Int(value) - 0xA0
    return table.indices.contains(index) ? table[index] : ""
  }

  private static let table: [String] = latin1 + extendedA

  private static let latin1: [String] = {
    var row = [String](repeating: "", count: 32)
    let few = [
      (0x0A, "a"), (0x12, "2"), (0x13, "3"), (0x15, "u"), (0x19, "1"), (0x1A, "o"),
      (0x1C, "14"), (0x1D, "12"), (0x1E, "34"),
    ]
    for (place, spelling) in few { row[place] = spelling }
    let capitals = runs([
      ("a", 6), ("ae", 1), ("c", 1), ("e", 4), ("i", 4), ("d", 1), ("n", 1), ("o", 5), ("", 1),
      ("o", 1), ("u", 4), ("y", 1), ("th", 1),
    ])
    return row + capitals + ["ss"] + capitals + ["y"]
  }()

  private static let extendedA = runs([
    ("a", 6), ("c", 8), ("d", 4), ("e", 10), ("g", 8), ("h", 4), ("i", 10), ("ij", 2), ("j", 2),
    ("k", 3), ("l", 10), ("n", 9), ("o", 6), ("oe", 2), ("r", 6), ("s", 8), ("t", 6), ("u", 12),
    ("w", 2), ("y", 3), ("z", 6), ("s", 1),
  ])

  private static func runs(_ lengths: [(String, Int)]) -> [String] {
    lengths.flatMap { spelling, count in [String](repeating: spelling, count: count) }
  }
}
