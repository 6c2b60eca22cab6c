import Weblog

/// The line over a comment that names its author and time: `Tess20 September 2013 at 11:00`.
struct Byline {
  let author: String?
  /// As written.
  let time: String
  /// A whole date was read; otherwise only a clock time tells a byline from any line.
  let hasDate: Bool
  /// Name and time stand together without a blank.
  let isGlued: Bool

  /// - Returns: `nil` for a line that does not end in a clock time.
  init?(_ line: ArraySlice<UInt8>) {
    guard (4...240).contains(line.count) else { return nil }
    let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
    guard let clock = Self.clock(scalars) else { return nil }
    let date = Self.date(scalars, before: clock)
    hasDate = date != nil
    let start = date ?? scalars.firstIndex { Self.isDigit($0) } ?? clock
    isGlued = start > 0 && !scalars[start - 1].properties.isWhitespace
    author = Self.name(scalars[..<start])
    time = Self.string(scalars[start...])
  }

  /// Where the clock time begins that ends the line, with `AM` or another short word after it.
  private static func clock(_ scalars: [Unicode.Scalar]) -> Int? {
    var index = scalars.count - 1
    while index >= 3 {
      if isDigit(scalars[index]), isDigit(scalars[index - 1]),
        separators.contains(scalars[index - 2]),
        isDigit(scalars[index - 3])
      {
        let start = index >= 4 && isDigit(scalars[index - 4]) ? index - 4 : index - 3
        return scalars.count - index <= 12 ? start : nil
      }
      index -= 1
      if scalars.count - index > 12 { return nil }
    }
    return nil
  }

  /// Where the date begins that stands before the clock time, a word such as `at` between them.
  private static func date(_ scalars: [Unicode.Scalar], before clock: Int) -> Int? {
    let ends = ends(scalars, before: clock)
    for start in max(0, clock - 64)..<clock where isSeam(scalars, start) {
      for end in ends where end > start {
        if CalendarDay(spelledOut: string(scalars[start..<end])) != nil { return start }
      }
    }
    return nil
  }

  private static func ends(_ scalars: [Unicode.Scalar], before clock: Int) -> [Int] {
    var ends = [clock]
    var end = clock
    while ends.count < 4 {
      while end > 0, !isDigit(scalars[end - 1]), !scalars[end - 1].properties.isAlphabetic {
        end -= 1
      }
      while end > 0, scalars[end - 1].properties.isAlphabetic { end -= 1 }
      guard end > 0, end < ends[ends.count - 1] else { break }
      ends.append(end)
    }
    return ends
  }

  /// A date can begin where the kind of letter changes; names are glued to it without a blank.
  private static func isSeam(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0 else { return true }
    let (left, right) = (scalars[index - 1], scalars[index])
    guard right.properties.isAlphabetic || isDigit(right) else { return false }
    if !left.properties.isAlphabetic || isDigit(right) { return true }
    return right.properties.isUppercase || !right.properties.isLowercase
  }

  private static func name(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    let name = string(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return name.isEmpty ? nil : name
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static let separators: Set<Unicode.Scalar> = [":", ".", "h", "："]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType == .decimal
  }
}
