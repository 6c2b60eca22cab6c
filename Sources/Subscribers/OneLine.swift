/// Makes text from outside fit to be shown: file names and reasons may hold anything.
extension String {
  /// The text with everything escaped that could break the line, move the cursor or turn the reading
  /// direction: control characters, line separators and bidirectional controls.
  package var oneLine: String {
    guard unicodeScalars.contains(where: \.disturbsLine) else { return self }
    var line = ""
    for scalar in unicodeScalars {
      line += scalar.disturbsLine ? scalar.escapedForLine : String(scalar)
    }
    return line
  }

  /// The text on one line, at most so many characters long; its end, which tells files apart, is kept.
  package func oneLine(limit: Int) -> String {
    let line = oneLine
    guard line.count > limit, limit > 1 else { return line }
    let kept = limit - 1
    return "\(line.prefix(kept / 2))…\(line.suffix(kept - kept / 2))"
  }
}

extension Unicode.Scalar {
  fileprivate var disturbsLine: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x61C: true
    default: false
    }
  }

  fileprivate var escapedForLine: String {
    switch self {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default: "\\u{\(String(value, radix: 16, uppercase: true))}"
    }
  }
}
