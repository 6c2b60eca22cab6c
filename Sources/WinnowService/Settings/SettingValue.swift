/// Readings of the texts that settings are written as.
package enum SettingValue {
  /// - Returns: bytes for `4096`, `64MiB`, `4 GiB`; `nil` for anything else or over 2^62.
  package static func bytes(_ text: String) -> Int64? {
    let units: [(suffix: String, factor: Int64)] = [
      ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("B", 1), ("", 1),
    ]
    return scaled(text, by: units)
  }

  /// - Returns: milliseconds for `500ms`, `2s`, `30min`, `24h`, `7d`; `nil` for anything else.
  package static func milliseconds(_ text: String) -> Int64? {
    let units: [(suffix: String, factor: Int64)] = [
      ("ms", 1), ("min", 60_000), ("s", 1_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
    return scaled(text, by: units)
  }

  /// - Returns: the parts between commas or line ends, without surrounding spaces or empty ones.
  package static func list(_ text: String) -> [String] {
    text.split { $0 == "," || $0.isNewline }
      .map { $0.trimmingSpaces() }
      .filter { !$0.isEmpty }
  }

  private static func scaled(_ text: String, by units: [(suffix: String, factor: Int64)]) -> Int64?
  {
    let trimmed = text.trimmingSpaces()
    for unit in units where trimmed.hasSuffix(unit.suffix) {
      guard let number = Int64(String(trimmed.dropLast(unit.suffix.count)).trimmingSpaces()),
        number >= 0
      else { continue }
      let (product, overflow) = number.multipliedReportingOverflow(by: unit.factor)
      return overflow || product > 1 << 62 ? nil : product
    }
    return nil
  }
}

extension StringProtocol {
  func trimmingSpaces() -> String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
