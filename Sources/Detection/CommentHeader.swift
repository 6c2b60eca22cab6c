/// The line over the comments: `21 comments:`, `Keine Kommentare:`, `コメント`, `Comments (3)`.
package struct CommentHeader {
  /// The number in the header, 0 for one that says there are none.
  package let declared: Int?

  /// - Parameter line: one line, trimmed.
  ///   A line that is no comment header in any language of the table gives `nil`.
  package init?(_ line: ArraySlice<UInt8>) {
    guard line.count <= 80, line.count >= 3,
      Self.endsInColon(line) || line.contains(where: Self.mayBeDigit)
    else { return nil }
    let text = Self.bare(String(decoding: line, as: UTF8.self))
    if CommentLabels.noneHeaders.contains(text) {
      declared = 0
      return
    }
    let (numbers, noun) = Self.parts(text)
    guard numbers.count <= 1, CommentLabels.nouns.contains(noun) else { return nil }
    declared = numbers.first
    // A word alone is a header only with its colon.
    guard declared != nil || Self.endsInColon(line) else { return nil }
  }

  /// ASCII digits, and the first byte of Arabic ones.
  private static func mayBeDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0xD9 || byte == 0xDB
  }

  package static func endsInColon(_ line: ArraySlice<UInt8>) -> Bool {
    line.last == UInt8(ascii: ":") || line.suffix(3).elementsEqual([0xEF, 0xBC, 0x9A])
  }

  /// The first number of any line, for headers in words of a blog's own.
  package static func number(in line: ArraySlice<UInt8>) -> Int? {
    parts(String(decoding: line, as: UTF8.self)).numbers.first
  }

  /// Numbers and words of a header; `3件のコメント` has no blank between them.
  private static func parts(_ text: String) -> (numbers: [Int], noun: String) {
    var numbers: [Int] = []
    var isInNumber = false
    var noun = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
        if !isInNumber { numbers.append(0) }
        isInNumber = true
        let (tens, isTooLarge) = numbers[numbers.count - 1].multipliedReportingOverflow(by: 10)
        let (sum, isOver) = tens.addingReportingOverflow(Int(value))
        numbers[numbers.count - 1] = isTooLarge || isOver ? .max / 100 : sum
      } else if isInNumber, scalar == "," || scalar == "." {
        continue
      } else {
        isInNumber = false
        noun.unicodeScalars.append(scalar == "(" || scalar == ")" ? " " : scalar)
      }
    }
    return (numbers, noun.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  private static func bare(_ text: String) -> String {
    var bare = Substring(text.lowercased())
    while let first = bare.first, first == "#" || first == "*" || first == " " {
      bare.removeFirst()
    }
    while let last = bare.last, last == ":" || last == "：" || last == "*" || last == " " {
      bare.removeLast()
    }
    return String(bare)
  }
}
